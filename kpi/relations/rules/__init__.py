"""Rules over the outline, one file each: which numbers belong together, by where they stand."""
