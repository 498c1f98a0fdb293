"""How fast the program is, as ratios to what the same machine does at its barest in the same run (`make bench`).

`full_profile` makes the account that is measured, `probe` runs inside the measured processes, `build/bench` starts them and prints.
"""
