using Trimtab.ModelSelection;
using Trimtab.Spaces;

namespace Trimtab.Tests.Spaces;

/// <summary>Properties of a settings type as parameters.</summary>
public class SettingPropertiesTests
{
    private static readonly SettingProperties _properties = SettingProperties.Of(typeof(Settings));

    [Fact]
    public void Names_ArePropertiesThatCanBeReadAndSet_InSnakeCase() =>
        Assert.Equal(["init_mode", "learning_rate", "neurons", "scorer"], _properties.Names);

    [Fact]
    public void With_SetsWhatIsGivenAndCopiesTheRest()
    {
        var before = new Settings { Neurons = 3, InitMode = Mode.AllZeros };
        before.Rename("mine");

        var after = _properties.With(before, ParameterSet.Of(("neurons", 8), ("learning_rate", 0.25)));

        Assert.Equal((8, 0.25, Mode.AllZeros, "mine"), (after.Neurons, after.LearningRate, after.InitMode, after.Title));
        Assert.Equal((3, 0.01), (before.Neurons, before.LearningRate));
    }

    [Theory]
    [InlineData("all_zeros")]
    [InlineData("AllZeros")]
    public void With_AMemberOfAnEnum_MayBeInSnakeCase(string text) =>
        Assert.Equal(Mode.AllZeros, _properties.With(new Settings(), ParameterSet.Of(("init_mode", text))).InitMode);

    [Fact]
    public void With_AString_ConvertsItToThePartOfThatName() => Assert.Equal(
        new R2Scorer(), _properties.With(new Settings(), ParameterSet.Of(("scorer", "r2"))).Scorer);

    [Fact]
    public void With_AnUnknownName_ListsTheNames() => Assert.Equal(
        "No parameter is called 'units'. Known: init_mode, learning_rate, neurons, scorer.",
        Assert.Throws<UnknownNameException>(() => _properties.With(new Settings(), ParameterSet.Of(("units", 3)))).Message);

    public static TheoryData<string, ParameterValue, string> Unfit => new()
    {
        { "neurons", "many", "Parameter 'neurons' can't be \"many\"." },
        { "scorer", "r3", "Parameter 'scorer' can't be \"r3\". No Scorer is called 'r3'" },
        { "learning_rate", -1, "Parameter 'learning_rate' can't be -1. A rate must be above 0." },
    };

    [Theory]
    [MemberData(nameof(Unfit))]
    public void With_AValueThatDoesNotFit_NamesParameterAndValue(string name, ParameterValue value, string message) => Assert.StartsWith(
        message,
        Assert.Throws<TrimtabException>(() => _properties.With(new Settings(), ParameterSet.Of((name, value)))).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Properties_OfTheSameNameInSnakeCase_AreRefused() => Assert.Contains(
        "has 'rate' twice",
        Assert.Throws<TrimtabException>(() => SettingProperties.Of(typeof(Twice))).Message,
        StringComparison.Ordinal);

    private enum Mode
    {
        Uniform,
        AllZeros,
    }

    private sealed class Settings
    {
        public static int Shared { get; set; }

        public int Neurons { get; set; } = 4;

        public double LearningRate
        {
            get;
            set => field = value > 0 ? value : throw new ArgumentException("A rate must be above 0.");
        } = 0.01;

        public Mode InitMode { get; set; }

        public Scorer Scorer { get; set; } = "accuracy";

        public string Title { get; private set; } = "";

        public int Computed => Neurons * 2;

        public int this[int index]
        {
            get => index;
            set => Neurons = value;
        }

        public void Rename(string title) => Title = title;
    }

    private sealed class Twice
    {
        public double Rate { get; set; }

#pragma warning disable IDE1006 // A name that is the other's in snake case.
        public double rate { get; set; }
#pragma warning restore IDE1006
    }
}
