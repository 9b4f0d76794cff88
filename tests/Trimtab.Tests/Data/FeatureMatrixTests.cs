using Trimtab.Data;
using Trimtab.Preprocessing;

namespace Trimtab.Tests.Data;

/// <summary>More features than an array holds are refused before memory is taken.</summary>
public class FeatureMatrixTests
{
    [Theory]
    [InlineData(70_000, 34_000)] // 2,380,000,000 numbers, which overflows 32 bits
    [InlineData(65_536, 65_536)] // 2^32, which is 0 in 32 bits
    [InlineData(1, long.MaxValue)]
    public void Of_MoreThanAnArrayHolds_NamesTheSizes(int rows, long width)
    {
        var error = Assert.Throws<TrimtabException>(() => FeatureMatrix.Of(rows, width, "A step"));

        Assert.Contains(FormattableString.Invariant($"Got {rows} rows of {width}:"), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OneHot_OfTooManyCategories_SaysWhatToSet()
    {
        const int Rows = 65_536;
        var data = new Dataset([.. Enumerable.Range(0, Rows).Select(i => (float)i)], [1], new double[Rows]);

        var error = Assert.Throws<TrimtabException>(() => new OneHotEncoder().Fit(data).Transform(data));

        Assert.Contains("Got 65536 rows of 65536: set MaxCategories", error.Message, StringComparison.Ordinal);
    }
}
