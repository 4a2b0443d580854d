"""Every rule of relations by its id, in the order in which they look at a page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from kpi.model import Relation
from kpi.relations.averages import averages as find_averages
from kpi.relations.breakdowns import breakdowns as find_breakdowns
from kpi.relations.definite import definite as find_definite
from kpi.relations.figures import Page
from kpi.relations.fits.again import told_again
from kpi.relations.fits.changes import changes_that_fit
from kpi.relations.fits.products import products_that_fit
from kpi.relations.fits.products_by_arithmetic import products_by_arithmetic
from kpi.relations.fits.rises_by_arithmetic import rises_by_arithmetic
from kpi.relations.fits.shares import shares_that_fit
from kpi.relations.fits.shares_by_arithmetic import shares_by_arithmetic
from kpi.relations.fits.sums import sums_that_fit
from kpi.relations.fits.sums_by_arithmetic import sums_by_arithmetic
from kpi.relations.fits.sums_of_long import sums_of_long_numbers
from kpi.relations.increments import increments as find_increments
from kpi.relations.levels import levels as find_levels
from kpi.relations.limits import limits as find_limits
from kpi.relations.lists import list_counts as find_lists
from kpi.relations.products import products as find_products
from kpi.relations.restated import restated as find_restated
from kpi.relations.rises import rises as find_rises
from kpi.relations.rules.accounts import accounts
from kpi.relations.rules.added_up import sums_of_what_is_added, what_is_left
from kpi.relations.rules.afar import rises_afar
from kpi.relations.rules.again import sums_again
from kpi.relations.rules.age_bands import sums_of_age_bands
from kpi.relations.rules.among_them import parts_among_them
from kpi.relations.rules.anchored import rises_anchored
from kpi.relations.rules.announced import sums_announced
from kpi.relations.rules.balance import balances
from kpi.relations.rules.bare_bracket import rises_of_bare_brackets
from kpi.relations.rules.bare_row import rows_told_again
from kpi.relations.rules.base_behind import shares_of_bases_behind
from kpi.relations.rules.base_kept import shares_of_bases_kept
from kpi.relations.rules.basis import told_as_basis
from kpi.relations.rules.behind import sums_behind
from kpi.relations.rules.behind_colon import lists_behind_colons
from kpi.relations.rules.between_names import rises_between_names
from kpi.relations.rules.bracket_base import shares_of_brackets
from kpi.relations.rules.bracketed import shares_in_brackets
from kpi.relations.rules.by_name import shares_by_name
from kpi.relations.rules.by_reference import products_by_reference
from kpi.relations.rules.by_the_month import standards_by_the_month
from kpi.relations.rules.chained import chained_shares
from kpi.relations.rules.closed import sums_closed
from kpi.relations.rules.closed_lists import closed_lists
from kpi.relations.rules.companion import companions
from kpi.relations.rules.compared import compared
from kpi.relations.rules.complement import sums_of_complements
from kpi.relations.rules.each_product import products_of_each
from kpi.relations.rules.each_rise import rises_of_each
from kpi.relations.rules.each_year import sums_of_each_year
from kpi.relations.rules.further_splits import further_splits
from kpi.relations.rules.given_base import shares_of_given_bases
from kpi.relations.rules.headed import shares_of_heads
from kpi.relations.rules.headed_lines import sums_of_headed_lines
from kpi.relations.rules.heads_afar import products_of_heads_afar
from kpi.relations.rules.in_bracket import parts_in_brackets
from kpi.relations.rules.inside import shares_inside
from kpi.relations.rules.items import sums_of_items
from kpi.relations.rules.key_whole import sums_of_key_wholes
from kpi.relations.rules.left_afar import sums_of_what_is_left
from kpi.relations.rules.like_rows import alike_rows
from kpi.relations.rules.lines import sums_of_lines
from kpi.relations.rules.linked import shares_of_sums
from kpi.relations.rules.listed_changes import rises_of_a_list
from kpi.relations.rules.lost_unit import sums_of_lost_units
from kpi.relations.rules.months import sums_of_months
from kpi.relations.rules.multiple import multiples
from kpi.relations.rules.multiple_of import products_of_multiples
from kpi.relations.rules.named_base import shares_of_named_bases
from kpi.relations.rules.named_parts import sums_of_named_parts
from kpi.relations.rules.named_times import rises_of_named_times
from kpi.relations.rules.named_years import rises_of_named_years
from kpi.relations.rules.namesakes import sums_of_namesakes
from kpi.relations.rules.natural import sums_of_natural_growth
from kpi.relations.rules.nested import sums_of_nested_parts
from kpi.relations.rules.next_sentence import sums_of_next_sentence
from kpi.relations.rules.of_it import sums_of_it
from kpi.relations.rules.of_named import shares_of_those_named
from kpi.relations.rules.of_rates import sums_of_rates
from kpi.relations.rules.of_shares import sums_of_shares
from kpi.relations.rules.one_base import shares_of_one_base
from kpi.relations.rules.one_each import sums_of_one_each
from kpi.relations.rules.ordinals import ordinal_counts
from kpi.relations.rules.other_base import shares_of_other_bases
from kpi.relations.rules.other_scale import told_in_other_scales
from kpi.relations.rules.page_base import shares_of_page_bases
from kpi.relations.rules.paired import sums_of_pairs
from kpi.relations.rules.parallel import sums_of_paragraphs
from kpi.relations.rules.part_increments import sums_of_increments
from kpi.relations.rules.planned import rises_of_plans
from kpi.relations.rules.power_of_ten import products_by_power_of_ten
from kpi.relations.rules.predicate import predicates
from kpi.relations.rules.proportions import proportions
from kpi.relations.rules.rate_first import shares_told_first
from kpi.relations.rules.reached import rises_reached
from kpi.relations.rules.recap import recaps
from kpi.relations.rules.respective import respective_rates
from kpi.relations.rules.respective_amounts import products_of_rows
from kpi.relations.rules.respective_shares import respective_shares
from kpi.relations.rules.rest import sums_of_rest
from kpi.relations.rules.risen import rises_of_next_sentence
from kpi.relations.rules.roughly import told_roughly
from kpi.relations.rules.row_totals import totals_of_rows
from kpi.relations.rules.rows_of_shares import rows_of_shares
from kpi.relations.rules.same_words import told_in_the_same_words
from kpi.relations.rules.second_rise import second_rises
from kpi.relations.rules.segments import sums_of_segments
from kpi.relations.rules.series import sums_of_series
from kpi.relations.rules.siblings import sums_of_siblings
from kpi.relations.rules.side_by_side import shares_side_by_side
from kpi.relations.rules.split_below import sums_of_splits_below
from kpi.relations.rules.split_heads import products_of_split_heads
from kpi.relations.rules.split_names import sums_of_split_names
from kpi.relations.rules.stale import stale
from kpi.relations.rules.stem import shares_of_stems
from kpi.relations.rules.structure import shares_of_structures
from kpi.relations.rules.surplus import sums_of_surpluses
from kpi.relations.rules.swapped import swapped
from kpi.relations.rules.taken_up import taken_up
from kpi.relations.rules.task import shares_of_tasks
from kpi.relations.rules.that_is import shares_that_are_said
from kpi.relations.rules.then import sums_of_then
from kpi.relations.rules.tight import sums_of_second_measures
from kpi.relations.rules.title import titles
from kpi.relations.rules.told_in_order import told_in_order
from kpi.relations.rules.topic_split import sums_of_topics
from kpi.relations.rules.total_line import sums_of_total_lines
from kpi.relations.rules.two_measures import sums_of_two_measures
from kpi.relations.rules.two_shares import shares_of_two_levels
from kpi.relations.rules.two_times import rises_of_two_times
from kpi.relations.rules.under_heading import sums_under_headings
from kpi.relations.rules.unlike import sums_of_unlike_kinds
from kpi.relations.rules.within import sums_within
from kpi.relations.rules.yearly import yearly_rises
from kpi.relations.rules.yearly_mean import means_of_years
from kpi.relations.shares import shares as find_shares
from kpi.relations.subsets import subsets as find_subsets
from kpi.relations.tables import TABLES
from kpi.relations.totals import totals as find_totals

# Each rule by its id; the first that finds a relation names it.
FINDERS: tuple[tuple[str, Callable[[Page], Iterator[Relation]]], ...] = (
    ("sum.age-bands", sums_of_age_bands),
    ("sum.within", sums_within),
    ("sum.lines", sums_of_lines),
    ("sum.total-line", sums_of_total_lines),
    ("sum.headed-lines", sums_of_headed_lines),
    ("sum.under-heading", sums_under_headings),
    ("sum.again", sums_again),
    ("sum.behind", sums_behind),
    ("sum.announced", sums_announced),
    ("rise.compared", compared),
    ("rise.reached", rises_reached),
    ("rise.bare-bracket", rises_of_bare_brackets),
    ("rise.next-sentence", rises_of_next_sentence),
    ("rise.each", rises_of_each),
    ("share.one-base", shares_of_one_base),
    ("share.bracket-base", shares_of_brackets),
    ("share.inside", shares_inside),
    ("share.named-base", shares_of_named_bases),
    ("share.other-base", shares_of_other_bases),
    ("share.given-base", shares_of_given_bases),
    ("share.rows", rows_of_shares),
    ("sum.of-it", sums_of_it),
    ("sum.each-year", sums_of_each_year),
    ("sum.surplus", sums_of_surpluses),
    ("sum.rest", sums_of_rest),
    ("sum.closed", sums_closed),
    ("sum.topic", sums_of_topics),
    ("sum.balance", balances),
    ("sum.named-parts", sums_of_named_parts),
    ("sum.series", sums_of_series),
    ("sum.split-names", sums_of_split_names),
    ("sum.next-sentence", sums_of_next_sentence),
    ("sum.split-below", sums_of_splits_below),
    ("sum.unlike", sums_of_unlike_kinds),
    ("sum.one-each", sums_of_one_each),
    ("sum.months", sums_of_months),
    ("sum.left-afar", sums_of_what_is_left),
    ("sum.parallel", sums_of_paragraphs),
    ("sum.added", sums_of_what_is_added),
    ("sum.left", what_is_left),
    ("sum.of-rates", sums_of_rates),
    ("sum.segments", sums_of_segments),
    ("sum.lost-unit", sums_of_lost_units),
    ("sum.natural-growth", sums_of_natural_growth),
    ("sum.breakdown", find_breakdowns),
    ("sum.total", find_totals),
    *TABLES,
    ("partial.subset", find_subsets),
    ("partial.bracket", parts_in_brackets),
    ("partial.among-them", parts_among_them),
    ("share.clauses", find_shares),
    ("share.task", shares_of_tasks),
    ("share.that-is", shares_that_are_said),
    ("share.rate-first", shares_told_first),
    ("rise.from-to", find_rises),
    ("rise.named-years", rises_of_named_years),
    ("rise.named-times", rises_of_named_times),
    ("rise.between-names", rises_between_names),
    ("rise.planned", rises_of_plans),
    ("rise.multiple", multiples),
    ("rise.yearly", yearly_rises),
    ("rise.increment", find_increments),
    ("rise.levels", find_levels),
    ("list.named", find_lists),
    ("list.ordinals", ordinal_counts),
    ("list.behind-colon", lists_behind_colons),
    ("product.paid", find_products),
    ("product.average", find_averages),
    ("product.yearly-mean", means_of_years),
    ("product.by-the-month", standards_by_the_month),
    ("product.each", products_of_each),
    ("product.multiple", products_of_multiples),
    ("restated.title", titles),
    ("restated.accounts", accounts),
    ("restated.same", find_restated),
    ("restated.definite", find_definite),
    ("restated.recap", recaps),
    ("restated.predicate", predicates),
    ("restated.taken-up", taken_up),
    ("restated.basis", told_as_basis),
    ("restated.row", rows_told_again),
    ("share.limits", find_limits),
    ("share.proportions", proportions),
    ("sum.fit", sums_that_fit),
    ("sum.namesakes", sums_of_namesakes),
    ("sum.pairs", sums_of_pairs),
    ("share.fit", shares_that_fit),
    ("rise.fit", changes_that_fit),
    ("row.respective", respective_rates),
    ("rise.two-times", rises_of_two_times),
    ("product.fit", products_that_fit),
    ("product.power-of-ten", products_by_power_of_ten),
    ("restated.fit", told_again),
    ("restated.roughly", told_roughly),
    ("restated.swapped", swapped),
    ("restated.in-order", told_in_order),
    ("restated.companion", companions),
    ("restated.same-words", told_in_the_same_words),
    ("restated.other-scale", told_in_other_scales),
)

# What follows from relations that others found.
LINKS: tuple[tuple[str, Callable[[Page, Sequence[Relation]], Iterator[Relation]]], ...] = (
    ("sum.key-whole", sums_of_key_wholes),
    ("sum.siblings", sums_of_siblings),
    ("sum.nested", sums_of_nested_parts),
    ("sum.two-measures", sums_of_two_measures),
    ("sum.increments", sums_of_increments),
    ("sum.then", sums_of_then),
    ("sum.complement", sums_of_complements),
    ("sum.further-split", further_splits),
    ("sum.tight", sums_of_second_measures),
    ("row.alike", alike_rows),
    ("row.totals", totals_of_rows),
    ("share.linked", shares_of_sums),
    ("share.bracketed", shares_in_brackets),
    ("share.chained", chained_shares),
    ("share.by-name", shares_by_name),
    ("share.page-base", shares_of_page_bases),
    ("share.base-kept", shares_of_bases_kept),
    ("share.base-behind", shares_of_bases_behind),
    ("share.headed", shares_of_heads),
    ("share.respective", respective_shares),
    ("share.structure", shares_of_structures),
    ("share.stem", shares_of_stems),
    ("share.of-two-levels", shares_of_two_levels),
    ("rise.second", second_rises),
    ("rise.afar", rises_afar),
    ("rise.listed", rises_of_a_list),
    ("rise.anchored", rises_anchored),
    ("product.by-reference", products_by_reference),
    ("product.split-heads", products_of_split_heads),
    ("product.respective", products_of_rows),
    ("product.heads-afar", products_of_heads_afar),
    ("restated.stale", stale),
    ("sum.closed-list", closed_lists),
    ("sum.items", sums_of_items),
    ("sum.of-shares", sums_of_shares),
    ("share.side-by-side", shares_side_by_side),
    ("share.of-named", shares_of_those_named),
)

# What numbers alone tell, of what no structure has told.
ARITHMETIC: tuple[tuple[str, Callable[[Page, Sequence[Relation]], Iterator[Relation]]], ...] = (
    ("rise.arithmetic", rises_by_arithmetic),
    ("share.arithmetic", shares_by_arithmetic),
    ("product.arithmetic", products_by_arithmetic),
    ("sum.arithmetic", sums_by_arithmetic),
    ("sum.long", sums_of_long_numbers),
)
