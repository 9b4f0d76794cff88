using System.Globalization;
using System.Text.Json;

namespace Trimtab.Tests;

/// <summary>Reads the reference values in tests/oracles.</summary>
internal static class Oracles
{
    public static JsonElement Load(string file) =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "oracles", file))).RootElement;

    /// <summary>A number, also where it is written <c>{"$float":"nan"}</c>.</summary>
    public static double Number(this JsonElement element) => element.ValueKind == JsonValueKind.Object
        ? element.GetProperty("$float").GetString() switch
        {
            "nan" => double.NaN,
            "inf" => double.PositiveInfinity,
            "-inf" => double.NegativeInfinity,
            var other => double.Parse(other!, CultureInfo.InvariantCulture),
        }
        : element.GetDouble();

    public static double[] Numbers(this JsonElement array) => [.. array.EnumerateArray().Select(Number)];

    public static float[] Floats(this JsonElement array) => [.. array.EnumerateArray().Select(e => (float)e.Number())];

    public static int[] Integers(this JsonElement array) => [.. array.EnumerateArray().Select(e => e.GetInt32())];
}
