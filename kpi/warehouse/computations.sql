-- The computations of the relations of some reports; their terms, mends and links stand in tables of their own.
SELECT doc, relation, verdict, shape, sign, result, off, over, way, counts, gives, gap, gap_share,
       computed_low, computed_high, stated_low, stated_high
FROM relations
WHERE list_contains(?::VARCHAR[], doc);
