using OwnParts;
using Trimtab.ModelSelection;
using Trimtab.Plots;
using Trimtab.Samplers;

namespace Trimtab.Tests;

public class CatalogTests
{
    /// <summary>No call makes them known: the test assembly references theirs.</summary>
    [Fact]
    public void Names_OfPartsInAUsersAssembly_AreKnown()
    {
        Assert.IsType<KroneckerSampler>(Sampler.Catalog.Create("kronecker"));
        Assert.IsType<GeometricMeanScorer>((Scorer)"G_Mean");
        Assert.Equal("g_mean", new GeometricMeanScorer().Name);
        Assert.IsType<RegretPlot>(Plot.Catalog.Create("regret"));
    }

    [Fact]
    public void Name_ClaimedByTwoTypes_IsAnErrorThatNamesBothAndLeavesTheOthers()
    {
        var catalog = Catalog<IFruit>.WithUsersOwn(typeof(CatalogTests).Assembly);

        string error = Assert.Throws<TrimtabException>(() => catalog.Create("APPLE")).Message;

        Assert.Contains(
            "'apple' is claimed by Trimtab.Tests.CatalogTests+Apple (Trimtab.Tests) and Trimtab.Tests.CatalogTests+GreenApple "
            + "(Trimtab.Tests)",
            error,
            StringComparison.OrdinalIgnoreCase);
        Assert.Equal(typeof(Pear), catalog.TypeOf("pear"));
        Assert.Equal("apple", catalog.NameOf(new Apple())); // a typed object is what it is
        Assert.Contains(
            "'apple'",
            Assert.Throws<InvalidOperationException>(() => new Catalog<IFruit>(typeof(CatalogTests).Assembly)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void PartWithoutAName_IsRefusedAloneAndLosesNobodyElsesName()
    {
        var catalog = Catalog<IOdd>.WithUsersOwn(typeof(CatalogTests).Assembly);

        Assert.Equal(["open", "plain", "private", "throwing", "two"], catalog.Names);
        Assert.IsType<Plain>(catalog.Create("plain"));
        Assert.Equal("plain", catalog.NameOf(new Plain()));
        Assert.All<IOdd>([new Nameless(), new Blank(), new NullNamed()], part => Assert.Contains(
            $"[Named] must give a name that is not blank. {part.GetType().FullName} has none",
            Assert.Throws<TrimtabException>(() => catalog.NameOf(part)).Message,
            StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(" spaced ")]
    [InlineData("<b>|x")]
    [InlineData("Capital")]
    [InlineData("naïve")]
    public void Named_WithAnotherCharacter_IsRefused(string name)
    {
        string message = Assert.Throws<ArgumentException>(() => new NamedAttribute("plain", name)).Message;

        Assert.Contains($"lower-case letters from a to z, digits, '_', '-' and '.' only. Got '{name}'", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Named_WithOneNameTwice_HasItOnce() => Assert.Equal(["a", "b-2.x"], new NamedAttribute("a", "a", " ", "b-2.x", "a").Names);

    [Fact]
    public void PartWithABadName_IsRefusedAlone()
    {
        var catalog = Catalog<IMisnamed>.WithUsersOwn(typeof(CatalogTests).Assembly);

        Assert.Equal(["fine"], catalog.Names);
        Assert.Equal("fine", catalog.NameOf(new Fine()));
        Assert.Contains(
            "Got 'Shouting': rename it. It is on Trimtab.Tests.CatalogTests+Misnamed.",
            Assert.Throws<TrimtabException>(() => catalog.NameOf(new Misnamed())).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("open", "one public constructor", "Open`1")]
    [InlineData("private", "one public constructor", "Private")]
    [InlineData("two", "one public constructor", "Two")]
    [InlineData("throwing", "out of order", "Throwing")]
    public void Create_OfAPartThatCannotBeMade_NamesTypeAndRule(string name, string rule, string type)
    {
        var error = Assert.Throws<TrimtabException>(() => Catalog<IOdd>.WithUsersOwn(typeof(CatalogTests).Assembly).Create(name));

        Assert.Contains(rule, error.Message, StringComparison.Ordinal);
        Assert.Contains($"Trimtab.Tests.CatalogTests+{type}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Build_OfTrimtabsOwnParts_IsNone()
    {
        Assert.Null(Sampler.Catalog.BuildOf(new RandomSampler()));
        Assert.Contains(
            typeof(KroneckerSampler).Module.ModuleVersionId.ToString(),
            Sampler.Catalog.BuildOf(new KroneckerSampler()),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Catalog_AskedFromManyThreads_AnswersAlike()
    {
        string[] answers = new string[16];

        Parallel.For(0, answers.Length, i => answers[i] = string.Join(',', Catalog<Sampler>.WithUsersOwn(typeof(Sampler).Assembly).Names));

        Assert.Single(answers.Distinct());
        Assert.Contains("kronecker", answers[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Kronecker_OnASquare_LeavesNoQuarterEmpty()
    {
        var study = new Study(new() { Sampler = new KroneckerSampler(), Seed = 5 });
        await study.OptimizeAsync(
            trial => trial.SuggestFloat("x", 0, 1) + trial.SuggestFloat("y", 0, 1),
            65,
            cancellationToken: TestContext.Current.CancellationToken);

        var quarters = study.Trials.Skip(1).GroupBy(trial => (
            trial.Parameters["x"].As<double>() < 0.5, trial.Parameters["y"].As<double>() < 0.5));

        // 16 each, by how evenly the sequence lies; independent uniform draws give 9 to 23
        Assert.All(quarters, quarter => Assert.InRange(quarter.Count(), 14, 18));
        Assert.Equal(4, quarters.Count());
    }

    [Fact]
    public async Task RegretPlot_OfAStudy_FallsToZero()
    {
        var study = new Study(new() { Sampler = new RandomSampler() });
        await study.OptimizeAsync(trial => trial.SuggestFloat("x", 0, 1), 20, cancellationToken: TestContext.Current.CancellationToken);

        var plot = new RegretPlot().Draw(study);

        Assert.Equal(0, plot.Curves[0].Y[^1]);
        Assert.Equal(plot.Curves[0].Y.OrderDescending(), plot.Curves[0].Y);
    }

    [Fact]
    public void Create_OfANameWithControlCharacters_ShowsNoneOfThem() =>
        Assert.StartsWith(
            "No Sampler is called 'nul\uFFFDx\uFFFD'",
            Assert.Throws<UnknownNameException>(() => Sampler.Catalog.Create("nul\0x\u001B")).Message,
            StringComparison.Ordinal);

    private interface IFruit;

    [Named("apple")]
    private sealed class Apple : IFruit;

    [Named("granny_smith", "apple")]
    private sealed class GreenApple : IFruit;

    [Named("pear")]
    private sealed class Pear : IFruit;

    private interface IMisnamed;

    [Named("fine", "fine")]
    private sealed class Fine : IMisnamed;

    [Named("Shouting")]
    private sealed class Misnamed : IMisnamed;

    private interface IOdd;

    [Named]
    private sealed class Nameless : IOdd;

    [Named(" ")]
    private sealed class Blank : IOdd;

    [Named(null!)]
    private sealed class NullNamed : IOdd;

    [Named("plain")]
    private sealed class Plain : IOdd;

    [Named("open")]
    private sealed class Open<T> : IOdd;

    [Named("private")]
    private sealed class Private : IOdd
    {
        private Private()
        {
        }
    }

    [Named("two")]
    private sealed class Two(int value) : IOdd
    {
        public Two()
            : this(1)
        {
        }

        public int Value => value;
    }

    [Named("throwing")]
    private sealed class Throwing : IOdd
    {
        public Throwing() => throw new InvalidOperationException("out of order");
    }
}
