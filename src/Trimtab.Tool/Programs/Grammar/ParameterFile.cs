using Trimtab.Spaces;

namespace Trimtab.Tool.Programs.Grammar;

/// <summary>Files with the parameters of a trial, for programs that read one: <c>params.json</c> and <c>params.yaml</c>.</summary>
internal static class ParameterFile
{
    /// <summary>Name of the JSON file, and of its placeholder.</summary>
    public const string Json = "params.json";

    /// <summary>Name of the YAML file, and of its placeholder.</summary>
    public const string Yaml = "params.yaml";

    /// <summary>The text of the file of a name.</summary>
    /// <remarks>Scalars of JSON are scalars of YAML 1.2, and of 1.1 but for exponents without a point.</remarks>
    public static string Text(string name, ParameterSet values) => name == Json
        ? $"{{{string.Join(", ", values.Select(item => $"{Quoted(item.Key)}: {Scalar(item.Value)}"))}}}\n"
        : string.Concat(values.Select(item => $"{Quoted(item.Key)}: {Scalar(item.Value)}\n"));

    private static string Quoted(string name) => ((ParameterValue)name).ToString();

    /// <summary>JSON; exponents with a point, for readers of YAML 1.1 take 1e-05 for text.</summary>
    private static string Scalar(ParameterValue value)
    {
        string text = value.ToString();
        int exponent = value.Value is double ? text.IndexOf('E', StringComparison.Ordinal) : -1;
        return exponent < 0 ? text
            : $"{text[..exponent]}{(text.Contains('.', StringComparison.Ordinal) ? "" : ".0")}e{text[(exponent + 1)..]}";
    }
}
