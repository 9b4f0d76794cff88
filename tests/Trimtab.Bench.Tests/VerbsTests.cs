using System.Globalization;
using System.Text.Json;

namespace Trimtab.Bench.Tests;

/// <summary>The command line of the benchmarks: what is wrong is refused before anything runs, in a sentence.</summary>
public class VerbsTests
{
    public static TheoryData<string, string> WholeNumbers =>
    [
        .. from verb in Verbs.Root().Subcommands
           from option in verb.Options
           where option.ValueType == typeof(int) || option.ValueType == typeof(int[])
           select new TheoryDataRow<string, string>(verb.Name, option.Name),
    ];

    [Theory]
    [MemberData(nameof(WholeNumbers))]
    public void WholeNumbers_BelowTheirRange_AreRefusedWithTheRange(string verb, string option)
    {
        foreach (string value in new[] { "-1", "-2147483648" })
        {
            var errors = Verbs.Root().Parse([verb, option, value]).Errors;

            Assert.Contains(errors, error => error.Message.StartsWith($"{option} must be ", StringComparison.Ordinal)
                && error.Message.EndsWith($" or more. Got {value}.", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("regret --trials 0", "--trials must be 1 or more. Got 0.")]
    [InlineData("regret --seeds 0", "--seeds must be 1 or more. Got 0.")]
    [InlineData("regret --seeds x", "x")]
    [InlineData("regret --dimensions 1", "--dimensions must be 2 or more. Got 1.")]
    [InlineData("regret --problems foo", "conditional")]
    [InlineData("regret --problems foo --only f1", "conditional")]
    [InlineData("regret --only nothing", "f24")]
    [InlineData("regret --problems table --only f1", "pairs0.3")]
    [InlineData("regret --samplers foo", "trust_region")]
    [InlineData("regret --samplers tpe={", "'tpe={' must be the name of a sampler")]
    [InlineData("regret --samplers tpe={\"Foo\":1}", "Foo")]
    [InlineData("peer --trials 0", "--trials must be 1 or more. Got 0.")]
    [InlineData("peer --problems foo", "conditional")]
    [InlineData("front --problems nope", "constrained")]
    [InlineData("front --samplers tpe={", "'tpe={' must be the name of a sampler")]
    [InlineData("soak --sampler foo", "trust_region")]
    [InlineData("soak --trials 0", "--trials must be 1 or more. Got 0.")]
    [InlineData("cost --sampler foo", "trust_region")]
    [InlineData("enumerate --points 9", "--points must be 10 or more. Got 9.")]
    [InlineData("scaling --counts 10 0", "--counts must be 1 or more. Got 0.")]
    [InlineData("scaling --of nothing", "a plan")]
    [InlineData("statistics --rows x", "x")]
    [InlineData("statistics --rows 5", "12223, 600")]
    [InlineData("statistics --only nothing", "all equal")]
    [InlineData("train --epochs 1", "--epochs must be 2 or more. Got 1.")]
    [InlineData("train --net foo", "mlp")]
    [InlineData("searches /does/not/exist", "/does/not/exist")]
    [InlineData("workers --url foo:x --kill -1", "--kill must be 0 or more and at most 86400. Got -1.")]
    [InlineData("workers --url foo:x --kill NaN", "--kill must be 0 or more and at most 86400. Got NaN.")]
    [InlineData("storage --url foo:x", "foo")]
    [InlineData("storage", "--url")]
    [InlineData("regret --values /does/not/exist --seeds 1 --trials 1 --samplers random --only f1", "/does/not/exist")]
    public async Task WrongCommandLines_AreRefusedInASentence(string line, string expected)
    {
        var (code, _, error) = await RunAsync(line);

        Assert.Equal(1, code);
        Assert.Contains(expected, error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    /// <summary>What one seed, one window or a regret of nothing leaves unknown is null, not an error and not 0.</summary>
    [Theory]
    [InlineData("regret --seeds 1 --trials 3 --samplers random --only f1", "error")]
    [InlineData("regret --seeds 1 --trials 3 --samplers random qmc --only f1", "difference_error")]
    [InlineData("regret --seeds 2 --trials 3000 --samplers random --problems table --only pairs0.3 --random-studies 2", "regret")]
    [InlineData("front --seeds 1 --trials 3 --samplers tpe={\"Multivariate\":true}", "standard_error")]
    [InlineData("soak --trials 1000", "exponent")]
    [InlineData("soak --trials 1", "exponent")]
    public async Task Figures_ThatAreNotKnown_AreNull(string line, string figure)
    {
        var (code, output, error) = await RunAsync(line);

        Assert.Equal((0, ""), (code, error));
        var last = JsonDocument.Parse(output.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1]).RootElement;
        Assert.Equal(JsonValueKind.Null, last.GetProperty(figure).ValueKind);
    }

    [Fact]
    public async Task Help_OfEveryVerb_DescribesEveryOption()
    {
        foreach (var verb in Verbs.Root().Subcommands)
        {
            Assert.All(verb.Options, option => Assert.False(string.IsNullOrWhiteSpace(option.Description), $"{verb.Name} {option.Name}"));
            var (code, output, _) = await RunAsync($"{verb.Name} --help");
            Assert.Equal(0, code);
            Assert.DoesNotContain("{ ", output, StringComparison.Ordinal); // a default that is no text
        }
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(string line)
    {
        await using StringWriter output = new(CultureInfo.InvariantCulture), error = new(CultureInfo.InvariantCulture);
        int code = await Verbs.RunAsync(line.Split(' '), output, error);
        return (code, output.ToString(), error.ToString());
    }
}
