using System.Text.Json;
using Trimtab.ModelSelection;
using Trimtab.Samplers;

namespace Trimtab.Tests;

/// <summary>Settings as JSON: what does not fit is an error that says so.</summary>
public class CatalogSettingsTests
{
    private static readonly Catalog<IMachine> _machines = Catalog<IMachine>.WithUsersOwn(typeof(CatalogSettingsTests).Assembly);

    [Fact]
    public void Create_WithSettings_HasThem()
    {
        Assert.Equal(0.5, ((Lathe)Create("lathe", """{"LearningRate":0.5}""")).LearningRate);
        Assert.Equal(0.5, ((Lathe)Create("lathe", """{"learning_rate":0.5}""", JsonNamingPolicy.SnakeCaseLower)).LearningRate);
        Assert.Equal(0.1, ((Lathe)Create("lathe", "{}")).LearningRate);
        Assert.Equal(7, ((Press)Create("press", """{"Load":7}""")).Load);
    }

    [Theory]
    [InlineData("lathe", """{"learning_rat":0.5}""", "is called 'learning_rat'. Did you mean 'LearningRate'? Known")]
    [InlineData("lathe", """{"zz":0.5}""", "No setting of IMachine 'lathe' is called 'zz'. Known: LearningRate, Inner.")]
    [InlineData("lathe", """{"Inner":{"Sped":1}}""", "Sped")]
    [InlineData("lathe", "null", "The settings of IMachine 'lathe' must be a JSON object. Got Null.")]
    [InlineData("lathe", "[1]", "must be a JSON object. Got Array.")]
    [InlineData("lathe", """{"LearningRate":"fast"}""", "LearningRate")]
    [InlineData("lathe", """{"Inner":null}""", "Inner")]
    [InlineData("press", "{}", "load")]
    public void Create_WithSettingsThatDoNotFit_SaysWhich(string name, string json, string words) =>
        Assert.Contains(
            words, Assert.Throws<JsonException>(() => Create(name, json)).Message, StringComparison.OrdinalIgnoreCase);

    [Fact]
    public void Create_OfALibrarysOwnWithAnUnknownSetting_SaysTheNearest() =>
        Assert.Contains(
            "No setting of Sampler 'tpe' is called 'StartupTrial'. Did you mean 'StartupTrials'?",
            Assert.Throws<JsonException>(() => Sampler.Catalog.Create("tpe", JsonElement.Parse("""{"StartupTrial":5}"""))).Message,
            StringComparison.Ordinal);

    [Theory]
    [InlineData("lathe", """{"LearningRate":-1}""", "LearningRate must be positive. Got -1.")]
    [InlineData("broken", "{}", "out of order")]
    [InlineData("broken", null, "out of order")]
    [InlineData("hidden", "{}", "one public constructor")]
    [InlineData("hidden", null, "one public constructor")]
    public void Create_OfAPartThatThrows_IsATrimtabExceptionWithAndWithoutSettings(string name, string? json, string words) =>
        Assert.Contains(
            words, Assert.Throws<TrimtabException>(() => Create(name, json)).Message, StringComparison.Ordinal);

    [Fact]
    public void Catalog_OfOneAssemblyTwice_HasItsPartsOnce() =>
        Assert.Equal(
            new Catalog<Scorer>(typeof(Scorer).Assembly).Names,
            new Catalog<Scorer>(typeof(Scorer).Assembly, typeof(Scorer).Assembly).Names);

    private static IMachine Create(string name, string? json, JsonNamingPolicy? naming = null) => _machines.Create(
        name,
        json is null ? null : JsonElement.Parse(json),
        naming is null ? null : new() { PropertyNamingPolicy = naming });

    private interface IMachine;

    private sealed record Inside(int Speed = 1);

    [Named("lathe")]
    private sealed record Lathe : IMachine
    {
        public double LearningRate
        {
            get;
            init => field = value > 0 ? value : throw new ArgumentException(Invariant($"LearningRate must be positive. Got {value}."));
        } = 0.1;

        public Inside Inner { get; init; } = new();
    }

    [Named("press")]
    private sealed record Press(int Load) : IMachine;

    [Named("broken")]
    private sealed class Broken : IMachine
    {
        public Broken() => throw new InvalidOperationException("out of order");
    }

    [Named("hidden")]
    private sealed class Hidden : IMachine
    {
        private Hidden()
        {
        }
    }
}
