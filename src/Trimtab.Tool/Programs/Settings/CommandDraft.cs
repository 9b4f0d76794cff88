using System.Text;
using Trimtab.Spaces;
using Trimtab.Tool.Programs.Grammar;
using Parameters = System.Collections.Generic.OrderedDictionary<string, (string Values, string Now)>;

namespace Trimtab.Tool.Programs.Settings;

/// <summary>
/// The draft of a study's file from a command line: a range around each number, a switch, and of a word the one value it has, so that the
/// program is given no word that it may not know. Pure functions, but for a look at what files there are.
/// </summary>
internal static class CommandDraft
{
    private const string Fixed = "fixed:";

    /// <summary>The file, as YAML with comments.</summary>
    public static string Yaml(IReadOnlyList<string> words, string folder)
    {
        var (command, parameters) = Read(words, folder);
        var text = new StringBuilder();
        text.Append("# A study of a program: trimtab check, plan and run take this file.\n");
        text.Append("# Values: 1e-5..1e-1:log, 1..8, a list as [a, b], flag, fixed:7.\n");
        text.Append($"name: {RunFile.Word(ProgramName.Of(words, isShell: false, folder))}\n");
        text.Append($"command: [{string.Join(", ", command.Select(RunFile.Word))}]\n");
        text.Append(parameters.Count == 0 ? "parameters: {} # none found: write {name} into the command, and name: values here\n"
            : "parameters:\n");
        foreach (var (name, (values, now)) in parameters)
        {
            string list = values.StartsWith(Fixed, StringComparison.Ordinal) ? "; several: [this, that]" : "";
            text.Append($"  {RunFile.Word(name)}: {values} # now {RunFile.Word(now)}{list}\n");
        }

        return text
            .Append("metrics:\n  - {name: accuracy, direction: maximize} # what the program prints as accuracy=0.93; or {from: time}\n")
            .Append("trials: 100\n").ToString();
    }

    private static (List<string> Command, Parameters Parameters) Read(IReadOnlyList<string> words, string folder)
    {
        var (command, parameters) = (new List<string> { TemplateWord.Escaped(words[0]) }, new Parameters());
        for (int i = 1; i < words.Count; i++)
        {
            var (word, next) = (words[i], i + 1 < words.Count ? words[i + 1] : null);
            string name = NameOf(word);
            int sign = word.IndexOf('=', StringComparison.Ordinal);
            bool isLong = word.StartsWith("--", StringComparison.Ordinal);
            string? value = sign > 0 ? word[(sign + 1)..] : next is null || IsOption(next) ? null : next;
            if (!IsOption(word) || name.Length == 0 || IsTaken(parameters, name) || (value is not null && Stays(name, value, folder)))
            {
                command.Add(TemplateWord.Escaped(word));
            }
            else if (sign > 0)
            {
                parameters.Add(name, (Around(word[(sign + 1)..]), word[(sign + 1)..]));
                command.Add($"{TemplateWord.Escaped(word[..sign])}={{{name}}}");
            }
            else if (next is not null && !IsOption(next) && (isLong || ValueText.Parse(next).IsNumber))
            {
                // -v data.txt is a switch and a file, or an option and its value: it stays as it is
                parameters.Add(name, (Around(next), next));
                command.AddRange([TemplateWord.Escaped(word), $"{{{name}}}"]);
                i++;
            }
            else if (word == $"--{name}")
            {
                parameters.Add(name, ("flag", "given"));
                command.Add($"{{{name}}}");
            }
            else
            {
                command.Add(TemplateWord.Escaped(word));
            }
        }

        return (command, parameters);
    }

    /// <summary>Whether an option's value is not searched: a seed, a path, a file or folder that is there.</summary>
    private static bool Stays(string name, string value, string folder) =>
        name.EndsWith("seed", StringComparison.OrdinalIgnoreCase)
        || (!ValueText.Parse(value).IsNumber
            && (value.AsSpan().ContainsAny('/', '\\') || (value.Length > 0 && Path.Exists(Path.Combine(folder, value)))));

    /// <summary>Whether another parameter has the name, or its environment variable.</summary>
    private static bool IsTaken(Parameters parameters, string name) =>
        parameters.Keys.Any(other => ParameterVariable.Of(other) == ParameterVariable.Of(name));

    private static bool IsOption(string word) => word is ['-', var next, ..] && next is not (>= '0' and <= '9' or '.');

    /// <summary>The name that a parameter has after its option; of <c>--3d</c> it is <c>_3d</c>.</summary>
    private static string NameOf(string word) => string.Concat(
        word.TrimStart('-').TakeWhile(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-' or '.')) switch
    {
        [>= '0' and <= '9' or '.', ..] name => $"_{name}",
        var name => name,
    };

    /// <summary>Values around one: a factor of ten for real numbers, of four for whole ones; a word has none.</summary>
    private static string Around(string word) => ValueText.Parse(word).Value switch
    {
        long and 0 => "0..1",
        long whole => DistributionText.Of(
            new IntDistribution(Math.Min(Quarter(whole), Fourfold(whole)), Math.Max(Quarter(whole), Fourfold(whole)))),
        double real and > 0 and < 1 and >= 0.1 => DistributionText.Of(new FloatDistribution(0, 1)),
        double real and > 0 => DistributionText.Of(
            new FloatDistribution(Math.Max(real / 10, double.Epsilon), Math.Min(real * 10, double.MaxValue), Log: true)),
        double real and < 0 => DistributionText.Of(new FloatDistribution(Math.Max(real * 2, double.MinValue), 0)),
        double => "0.0..1.0",
        _ => RunFile.Word(Fixed + ValueText.Item(word)),
    };

    private static long Fourfold(long whole) => (long)Int128.Clamp((Int128)whole * 4, long.MinValue, long.MaxValue);

    private static long Quarter(long whole) => whole > 0 ? Math.Max(1, whole / 4) : whole / 4;
}
