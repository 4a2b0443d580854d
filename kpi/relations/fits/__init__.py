"""What fits so exactly that it is no coincidence: relations proposed by arithmetic among figures that stand near.

A rule of this folder tells only what holds: a fit may propose a relation, only structure or a declared
formula decides that it must hold. How many figures it tries is bounded, so that a chance fit stays rare.
"""
