using Trimtab.Spaces;

namespace Trimtab.Networks.Tests.Estimators;

/// <summary>Parameters become properties of the builder's argument.</summary>
public class HyperparameterBinderTests
{
    private static readonly HyperparameterBinder<Settings> _binder = new(["epochs"]);

    [Fact]
    public void Names_AreSettablePropertiesInSnakeCase() =>
        Assert.Equal(["activation", "init_mode", "learning_rate", "neurons"], _binder.Names);

    [Fact]
    public void With_SetsWhatIsGivenAndCopiesTheRest()
    {
        var before = new Settings { Neurons = 3, InitMode = "zeros" };

        var after = _binder.With(before, ParameterSet.Of(("neurons", 8), ("learning_rate", 0.25)), _binder.Names);

        Assert.Equal((8, 0.25, "zeros"), (after.Neurons, after.LearningRate, after.InitMode));
        Assert.Equal((3, 0.01), (before.Neurons, before.LearningRate));
    }

    [Fact]
    public void With_AString_ConvertsItToThePartOfThatName() => Assert.Equal(
        new Relu(), _binder.With(new(), ParameterSet.Of(("activation", "relu")), _binder.Names).Activation);

    [Fact]
    public void With_AnUnknownName_ListsTheNames() => Assert.Equal(
        "No parameter is called 'units'. Known: activation, init_mode, learning_rate, neurons.",
        Assert.Throws<UnknownNameException>(() => _binder.With(new(), ParameterSet.Of(("units", 3)), _binder.Names)).Message);

    public static TheoryData<string, ParameterValue, string> Unfit => new()
    {
        { "neurons", "many", "Parameter 'neurons' can't be \"many\"." },
        { "activation", "rulu", "Parameter 'activation' can't be \"rulu\". No Activation is called 'rulu'" },
        { "learning_rate", -1, "Parameter 'learning_rate' can't be -1. A rate must be above 0." },
    };

    [Theory]
    [MemberData(nameof(Unfit))]
    public void With_AValueThatDoesNotFit_NamesParameterAndValue(string name, ParameterValue value, string message) => Assert.StartsWith(
        message,
        Assert.Throws<TrimtabException>(() => _binder.With(new(), ParameterSet.Of((name, value)), _binder.Names)).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Builder_WithAParameterOfTheTraining_IsRefused() => Assert.Equal(
        "'epochs' is a parameter of the training, not of the builder. Remove Epochs from Reserved.",
        Assert.Throws<TrimtabException>(() => new HyperparameterBinder<Reserved>(["epochs"])).Message);

    private sealed class Settings
    {
        public int Neurons { get; set; } = 4;

        public double LearningRate
        {
            get;
            set => field = value > 0 ? value : throw new ArgumentException("A rate must be above 0.");
        } = 0.01;

        public string InitMode { get; set; } = "uniform";

        public Activation Activation { get; set; } = "linear";

        public int Computed => Neurons * 2;
    }

    private sealed class Reserved
    {
        public int Epochs { get; set; }
    }
}
