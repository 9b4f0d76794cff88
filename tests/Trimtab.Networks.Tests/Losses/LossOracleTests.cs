using System.Text.Json;
using System.Text.Json.Nodes;
using Trimtab.Tests;

namespace Trimtab.Networks.Tests;

/// <summary>Against PyTorch 1.13 in single precision (where probabilities are cut, single and double differ in the third digit).</summary>
public class LossOracleTests
{
    private static readonly JsonSerializerOptions _settings = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    private static readonly string[] _notSettings = ["from_logits", "variant"];

    private static readonly JsonElement[] _oracle =
    [
        .. new[] { "networks.json", "losses.json" }
            .SelectMany(file => Oracles.Load(file).GetProperty("losses").EnumerateArray())
            .Where(c => !c.GetProperty("name").GetString()!.Contains("keras3", StringComparison.Ordinal)),
    ];

    public static TheoryData<string> Cases => [.. _oracle.Select(Title)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Evaluate_OnOracleRows_MatchesTorch(string title)
    {
        var oracle = _oracle.Single(c => Title(c) == title);
        int rows = oracle.GetProperty("y_true").GetProperty("shape")[0].GetInt32();
        float[] weights = oracle.TryGetProperty("sample_weight", out var given) ? given.Floats() : [.. Enumerable.Repeat(1f, rows)];
        float[] gradients = oracle.GetProperty("gradient_f32").Floats(), losses = oracle.GetProperty("per_sample_f32").Floats();
        int outputs = gradients.Length / rows;

        for (int row = 0; row < rows; row++)
        {
            float[] gradient = new float[outputs];
            float loss = Evaluate(oracle, row, rows, gradient);

            // A few float roundings; 1 + 1e-7 rounds to 1 + 1.2e-7 in torch's log-softmax, not in our double sums.
            Assert.Equal(losses[row], loss, 2e-7 + (3e-7 * Math.Abs(losses[row])));
            Assert.All(gradient, (g, i) =>
            {
                double expected = gradients[(row * outputs) + i];
                Assert.Equal(expected, (double)g * weights[row] / rows, 2e-7 + (1e-6 * Math.Abs(expected)));
            });
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Evaluate_WithoutGradient_IsTheSameLoss(string title)
    {
        var oracle = _oracle.Single(c => Title(c) == title);
        int rows = oracle.GetProperty("y_true").GetProperty("shape")[0].GetInt32(), outputs = oracle.GetProperty("gradient_f32")
            .GetArrayLength() / rows;

        Assert.Equal(Evaluate(oracle, 0, rows, new float[outputs]), Evaluate(oracle, 0, rows, []));
    }

    private static float Evaluate(JsonElement oracle, int row, int rows, Span<float> gradient)
    {
        var options = oracle.GetProperty("options");
        var settings = new JsonObject(options.EnumerateObject().Where(option => !_notSettings.Contains(option.Name))
            .Select(option => KeyValuePair.Create(option.Name, (JsonNode?)JsonNode.Parse(option.Value.GetRawText()))));
        var loss = Loss.Catalog.Create(oracle.GetProperty("function").GetString()!, settings.Deserialize<JsonElement>(), _settings);
        var target = Row(oracle.GetProperty("y_true"), row, rows);
        var prediction = Row(oracle.GetProperty("y_pred"), row, rows);
        return options.TryGetProperty("from_logits", out _)
            ? loss.EvaluateLogits(target, prediction, gradient)
            : loss.Evaluate(target, prediction, gradient);
    }

    private static ReadOnlySpan<float> Row(JsonElement tensor, int row, int rows)
    {
        float[] all = tensor.GetProperty("data").Floats();
        return all.AsSpan(row * all.Length / rows, all.Length / rows);
    }

    private static string Title(JsonElement oracle) =>
        $"{oracle.GetProperty("function").GetString()}: {oracle.GetProperty("name").GetString()}";
}
