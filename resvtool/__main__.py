"""``python -m resvtool``, for machines where the command is not on the path."""

from resvtool.cli.main import main

if __name__ == "__main__":
    main()
