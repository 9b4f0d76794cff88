using System.Text.Json;

namespace Trimtab.Tests.ModelSelection.Scores;

/// <summary>Reads scorers.json. Class words become their sorted rank, as scikit-learn encodes them.</summary>
internal static class ScoreOracle
{
    /// <summary>Sums are taken in another order than NumPy's, which moves the last few bits of 2⁻⁵².</summary>
    public const double RelativeTolerance = 1e-13;

    private static readonly JsonElement _root = Oracles.Load("scorers.json");

    public static JsonElement[] Section(string name) => [.. _root.GetProperty(name).EnumerateArray()];

    public static TheoryData<int> Cases(string section) => [.. Enumerable.Range(0, Section(section).Length)];

    public static double[] Codes(JsonElement labels, params JsonElement[] others)
    {
        string[] words =
        [
            .. others.Append(labels).SelectMany(e => e.EnumerateArray()).Select(v => v.ToString()).Distinct().Order(StringComparer.Ordinal)
        ];
        return
        [
            .. labels.EnumerateArray()
                .Select(v => v.ValueKind == JsonValueKind.String ? Array.IndexOf(words, v.GetString()) : v.Number()),
        ];
    }

    /// <summary>Numbers of a list or, row-major, of a list of lists.</summary>
    public static double[] Flat(JsonElement array) =>
    [.. array.EnumerateArray().SelectMany(e => e.ValueKind == JsonValueKind.Array ? e.Numbers() : [e.Number()])];

    /// <summary>Compares with a number, a number that came with a warning, or an error.</summary>
    public static void Check(JsonElement expected, Func<double> score, string what)
    {
        if (expected.ValueKind == JsonValueKind.Object && expected.TryGetProperty("error", out var error))
        {
            var thrown = Record.Exception(() => score());
            Assert.True(
                thrown is TrimtabException or ArgumentException,
                $"{what}: sklearn raises '{error}', ours gave {thrown?.ToString() ?? "a score"}.");
            return;
        }

        bool isNested = expected.ValueKind == JsonValueKind.Object && expected.TryGetProperty("value", out _);
        double number = (isNested ? expected.GetProperty("value") : expected).Number();
        double actual = score();
        Assert.True(
            number.Equals(actual) || number == actual || Math.Abs(number - actual) <= RelativeTolerance * Math.Max(1, Math.Abs(number)),
            $"{what}: sklearn {number:R}, ours {actual:R}");
    }
}
