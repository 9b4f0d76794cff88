using System.Linq.Expressions;
using Trimtab.Spaces;

namespace Trimtab.Tests.Spaces;

public class TypedGridTests
{
    [Fact]
    public void Grid_OfPropertiesAndNames_IsTheGridOfTheirNamesInSnakeCase()
    {
        ParameterGrid grid = new ParameterGrid<Settings>
        {
            { settings => settings.LearningRate, 0.5, 0.25 },
            { nameof(Settings.InitMode), "zero", "he" },
            { settings => settings.Units, 8 },
            { "epochs", 10, 20 },
        };

        Assert.Equal(
            new ParameterGrid { ["learning_rate"] = [0.5, 0.25], ["init_mode"] = ["zero", "he"], ["units"] = [8], ["epochs"] = [10, 20] },
            grid);
    }

    [Fact]
    public void Space_OfPropertiesAndNames_IsTheSpaceOfTheirNamesInSnakeCase()
    {
        SearchSpace space = new SearchSpace<Settings>
        {
            { settings => settings.LearningRate, new FloatDistribution(0.1, 1) },
            { nameof(Settings.Units), new IntDistribution(1, 9) },
            { "epochs", new IntDistribution(5, 40) },
        };

        Assert.Equal(
            new()
            {
                ["learning_rate"] = new FloatDistribution(0.1, 1),
                ["units"] = new IntDistribution(1, 9),
                ["epochs"] = new IntDistribution(5, 40),
            },
            space);
    }

    [Fact]
    public void Add_OfADistributionThePropertyCannotHold_IsRefused()
    {
        Assert.Contains(
            "A property must hold every value of its distribution. Settings.Units can't.",
            Assert.Throws<ArgumentException>(
                () => new SearchSpace<Settings> { { settings => settings.Units, new FloatDistribution(0, 1) } }).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new SearchSpace<Settings> { { nameof(Settings.Units), new FloatDistribution(0, 1) } });
    }

    [Fact]
    public void Add_OfSomethingElseThanAProperty_IsRefused()
    {
        Expression<Func<Settings, double>>[] expressions =
        [
            settings => settings.LearningRate + 1, settings => settings.Nested.LearningRate, _ => 2
        ];

        Assert.All(expressions, Refused);
    }

    private static void Refused(Expression<Func<Settings, double>> expression)
    {
        Assert.Contains(
            "must be a property of Settings",
            Assert.Throws<ArgumentException>(() => new ParameterGrid<Settings>().Add(expression, 1)).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "must be a property of Settings",
            Assert.Throws<ArgumentException>(() => new SearchSpace<Settings>().Add(expression, new FloatDistribution(0, 1))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Grid_WithAParameterTwice_IsRefused()
    {
        var grid = new ParameterGrid<Settings> { { settings => settings.Units, 1 }, { "units", 2 } };

        Assert.Contains(
            "each parameter once. Got 'units' twice",
            Assert.Throws<ArgumentException>(() => (ParameterGrid)grid).Message,
            StringComparison.Ordinal);
    }

    public sealed record Settings
    {
        public double LearningRate { get; init; }

        public int Units { get; init; }

        public string InitMode { get; init; } = "he";

        public Settings Nested => this;
    }
}
