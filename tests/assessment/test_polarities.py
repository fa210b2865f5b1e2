"""The methods know no vocabulary, so that they can stand alone; what both name must be the same."""

from riktmarke.methods import Estimate, compare_with_benchmark
from riktmarke.methods.comparison import WORDS
from riktmarke.vocabulary.polarity import Polarity


def test_every_polarity_of_the_vocabulary_gives_a_verdict_and_no_other_does() -> None:
    similar = Estimate(5.0, 4.0, 6.0)  # type: ignore[arg-type]  # plain numbers become arrays
    for polarity in Polarity:
        assert compare_with_benchmark(similar, 5, polarity=polarity) == "similar"
    assert set(WORDS) == set(Polarity)
