using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Trimtab.ModelSelection;
using Trimtab.Preprocessing;
using Trimtab.Spaces;
using Trimtab.Tests.ModelSelection;

namespace Trimtab.Tests.Spaces;

/// <summary>A nested name has one reading, wherever underscores are.</summary>
public class NestedNameTests
{
    /// <summary>Texts of which underscores are half.</summary>
    private static readonly Gen<string> _text =
        Gen.Elements('a', 'b', '_', '_').NonEmptyListOf().Select(letters => string.Concat(letters));

    private static readonly Gen<string> _part = _text.Where(IsAllowed);

    [Property]
    public Property Split_OfANameOfAPart_HasBothBack() => Prop.ForAll(
        _part.ToArbitrary(),
        _text.ToArbitrary(),
        (part, parameter) => NestedName.Split(NestedName.Of(part, parameter)) == (part, parameter));

    [Property]
    public Property Within_GivesEachPartItsParametersAlone() => Prop.ForAll(
        Gen.Two(_part).ToArbitrary(),
        Gen.Two(_text).ToArbitrary(),
        (parts, parameters) =>
        {
            var (one, other) = parts;
            var given = ParameterSet.Create(
                new[] { (one, parameters.Item1), (other, parameters.Item2) }.Distinct()
                    .Select((item, i) => KeyValuePair.Create(NestedName.Of(item.Item1, item.Item2), (ParameterValue)i)));
            return one == other || NestedName.Within(one, given).Equals(ParameterSet.Of((parameters.Item1, 0)));
        });

    [Property]
    public Property Checked_RefusesNamesThatCouldBeReadInTwoWays() => Prop.ForAll(_text.ToArbitrary(), text =>
        IsAllowed(text) == (Record.Exception(() => NestedName.Checked(text, "a part")) is null));

    /// <summary>Before, the setting <c>x</c> of <c>a_</c> was read as <c>_x</c> of <c>a</c>, and by other parts otherwise.</summary>
    [Fact]
    public void NamesThatEndWithAnUnderscore_AreRefusedEverywhere()
    {
        Assert.Contains(
            "end with '_'",
            Assert.Throws<ArgumentException>(() => new Step("a_", new StandardScaler())).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new Branch("a_", ColumnSelector.Numbers, []));
        Assert.Throws<ArgumentException>(() => EstimatorChoice.Of(("a_", new ToyEstimator())));
    }

    private static bool IsAllowed(string text) => !text.Contains("__", StringComparison.Ordinal) && !text.EndsWith('_');
}
