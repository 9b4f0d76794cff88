using Trimtab.Data;

namespace Trimtab.Tests.Data;

/// <summary>One-hot targets are made of the rows selected, and of no others.</summary>
public class OneHotTests
{
    private static readonly Dataset _rows = new([0, 1, 2, 3], [1], [7, 1, 0, 2]);

    [Fact]
    public void OneHot_OfASelection_DoesNotLookAtOtherRows()
    {
        var selected = _rows.Select([3, 1, 2, 1]).OneHot(3);

        Assert.Equal([0, 0, 1], selected.TargetsOf(0).ToArray());
        Assert.Equal([0, 1, 0], selected.TargetsOf(1).ToArray());
        Assert.Equal([1, 0, 0], selected.TargetsOf(2).ToArray());
        Assert.Equal([0, 1, 0], selected.TargetsOf(3).ToArray());
        Assert.Equal([2, 1, 0, 1], selected.Labels());
    }

    [Fact]
    public void OneHot_OfATargetThatIsNoClass_NamesTheSelectionsRow() =>
        Assert.Equal(
            "OneHot(3) needs whole class numbers from 0 to 2. Row 2 has 7.",
            Assert.Throws<TrimtabException>(() => _rows.Select([1, 2, 0]).OneHot(3)).Message);

    [Fact]
    public void OneHot_OfMoreClassesThanAnArrayHolds_SaysSo() =>
        Assert.StartsWith(
            "OneHot must make at most 2147483591 targets. Got 2147483647 classes for 4 rows",
            Assert.Throws<TrimtabException>(() => _rows.OneHot(int.MaxValue)).Message,
            StringComparison.Ordinal);
}
