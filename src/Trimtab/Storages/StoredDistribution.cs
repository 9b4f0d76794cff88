using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Trimtab.Spaces;

namespace Trimtab.Storages;

/// <summary>
/// A distribution in Optuna's JSON form. Read in any form that any version of Optuna has written; written in the present one.
/// </summary>
internal sealed partial record StoredDistribution
{
    private const string Float = "FloatDistribution", Int = "IntDistribution", Categorical = "CategoricalDistribution";

    private const int MostKnown = 1000;

    private static readonly ConcurrentDictionary<string, (StoredDistribution, string?)> _known = new(StringComparer.Ordinal);

    private static readonly string[] _numeric =
    [
        Float, Int, "UniformDistribution", "LogUniformDistribution", "DiscreteUniformDistribution", "IntUniformDistribution",
        "IntLogUniformDistribution",
    ];

    /// <summary>Optuna's class.</summary>
    public required string Class { get; init; }

    /// <summary>Whether it is logarithmic.</summary>
    public bool Log { get; init; }

    /// <summary>The least value as JSON; empty of a categorical one.</summary>
    public string Low { get; init; } = "";

    /// <summary>The greatest value as JSON; empty of a categorical one.</summary>
    public string High { get; init; } = "";

    /// <summary>The step as JSON; empty where there is none.</summary>
    public string Step { get; init; } = "";

    /// <summary>The choices of a categorical one, as JSON.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>Reads a distribution.</summary>
    /// <exception cref="JsonException">The text is no distribution that Optuna knows.</exception>
    public static StoredDistribution Parse(string json)
    {
        byte[] text = Encoding.UTF8.GetBytes(json);
        var fields = new JsonObject(text, []);
        return fields["type"u8].IsEmpty
            ? Read(fields.Text("name"u8), fields.Required("attributes"u8), json)
            : Read(ClassOf(fields.Text("type"u8)), PythonJson.Value(text), json);
    }

    /// <summary>
    /// Why a text is no distribution; <see langword="null"/> where it is one. A text that was one lately is not read again.
    /// </summary>
    public static string? Fault(string json)
    {
        try
        {
            Known(json);
            return null;
        }
        catch (JsonException error)
        {
            return error.Message;
        }
    }

    /// <summary>Why a parameter's distribution or value could not be read again; <see langword="null"/> where they can.</summary>
    public static string? Refusal(StoredParameter parameter)
    {
        try
        {
            var (distribution, refusal) = Known(parameter.Distribution);
            return refusal ?? distribution.RefusalOf(parameter.Value);
        }
        catch (JsonException error)
        {
            return error.Message;
        }
    }

    private static (StoredDistribution Distribution, string? Refusal) Known(string json)
    {
        if (_known.TryGetValue(json, out var known))
        {
            return known;
        }

        var parsed = Parse(json);
        if (_known.Count >= MostKnown)
        {
            _known.Clear();
        }

        return _known[json] = (parsed, parsed.Refusal());
    }

    /// <summary>The form in which a distribution is stored.</summary>
    public static StoredDistribution Of(Distribution distribution) => distribution switch
    {
        FloatDistribution real => new()
        {
            Class = Float,
            Log = real.Log,
            Low = Text(real.Low),
            High = Text(real.High),
            Step = real.Step is { } step ? Text(step) : "",
        },
        IntDistribution whole => new()
        {
            Class = Int,
            Log = whole.Log,
            Low = Text(whole.Low),
            High = Text(whole.High),
            Step = Text(whole.Step),
        },
        CategoricalDistribution list => new() { Class = Categorical, Choices = [.. list.Values.Select(value => value.ToString())] },
        _ => throw new InvalidOperationException($"A distribution of type {distribution.GetType().Name} can't be stored."),
    };

    /// <summary>The present JSON form.</summary>
    public override string ToString() => $"{{\"name\": \"{Class}\", \"attributes\": {{{Attributes}}}}}";

    /// <summary>
    /// Why a parameter of distribution <paramref name="first"/> may not have <paramref name="next"/> in another trial of the study: the
    /// class, the logarithm or the choices differ. <see langword="null"/> where it may.
    /// </summary>
    /// <exception cref="JsonException">One of them is no distribution that Optuna knows.</exception>
    public static string? Clash(string parameter, string first, string next) =>
        first == next || Parse(first).IsCompatibleWith(Parse(next))
        ? null
        : $"A parameter must have the same class, logarithm and choices in all trials of a study. '{parameter}' had {first}. Got {next}.";

    private bool IsCompatibleWith(StoredDistribution other) =>
        Class == other.Class && Log == other.Log
        && Choices.Count == other.Choices.Count && Choices.Zip(other.Choices).All(pair => AreEqual(pair.First, pair.Second));

    private string Attributes => Class switch
    {
        Categorical => $"\"choices\": [{string.Join(", ", Choices)}]",
        Int => $"\"log\": {Flag}, \"step\": {Step}, \"low\": {Low}, \"high\": {High}",
        _ => $"\"step\": {(Step.Length > 0 ? Step : "null")}, \"low\": {Low}, \"high\": {High}, \"log\": {Flag}",
    };

    private string Flag => Log ? "true" : "false";

    private static StoredDistribution Read(string name, ReadOnlySpan<byte> attributes, string json)
    {
        var read = new StoredDistribution { Class = name };
        for (var members = PythonJson.Members(attributes); members.MoveNext();)
        {
            read = members.Name[1..^1] switch
            {
                var key when key.SequenceEqual("low"u8) => read with { Low = Text(members.Value) },
                var key when key.SequenceEqual("high"u8) => read with { High = Text(members.Value) },
                var key when key.SequenceEqual("step"u8) || key.SequenceEqual("q"u8) =>
                    read with { Step = PythonJson.IsNull(members.Value) ? "" : Text(members.Value) },
                var key when key.SequenceEqual("log"u8) => read with { Log = PythonJson.Boolean(members.Value) },
                var key when key.SequenceEqual("choices"u8) => read with { Choices = Texts(members.Value) },
                var key when key.SequenceEqual("type"u8) => read,
                _ => throw new JsonException($"A distribution must have no attribute but Optuna's. Got {json}."),
            };
        }

        return read.IsWhole ? read : throw new JsonException($"A distribution must be one of Optuna's, with its attributes. Got {json}.");
    }

    private bool IsWhole => Class == Categorical ? Choices.Count > 0
        : _numeric.Contains(Class) && IsNumber(Low) && IsNumber(High) && (Step.Length == 0 || IsNumber(Step));

    private static bool IsNumber(string json) => json.Length > 0 && Numeric(json) is not null && json is not ("true" or "false");

    private static string ClassOf(string type) => type switch
    {
        "float" => Float,
        "int" => Int,
        "categorical" => Categorical,
        _ => type,
    };

    private static string[] Texts(ReadOnlySpan<byte> array)
    {
        var texts = new List<string>();
        for (var items = PythonJson.Items(array); items.MoveNext();)
        {
            texts.Add(Text(items.Current));
        }

        return [.. texts];
    }

    private static string Text(ReadOnlySpan<byte> value) => Encoding.UTF8.GetString(value);

    private static string Text(ParameterValue value) => value.ToString();

    /// <summary>Equality as Python has it: 1, 1.0 and true are equal, and NaN is equal to NaN here.</summary>
    private static bool AreEqual(string a, string b) => a == b || (Numeric(a) is { } x && Numeric(b) is { } y && x.Equals(y))
        || (a is ['"', ..] && b is ['"', ..] && PythonJson.Text(Encoding.UTF8.GetBytes(a)) == PythonJson.Text(Encoding.UTF8.GetBytes(b)));

    private static double? Numeric(string json) => json switch
    {
        "true" => 1,
        "false" => 0,
        "null" or ['"' or '[' or '{', ..] => null,
        _ => PythonJson.Number(Encoding.UTF8.GetBytes(json)),
    };
}
