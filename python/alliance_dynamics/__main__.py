"""``python -m alliance_dynamics`` is the program ``alliance``."""

from alliance_dynamics import main

if __name__ == "__main__":
    main()
