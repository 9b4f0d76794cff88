using System.Text;
using Trimtab.Spaces;

namespace Trimtab.Tool.Programs;

/// <summary>The draft of a study's file from a command line: a range around each number, a list with each word. Pure functions.</summary>
internal static class CommandDraft
{
    /// <summary>The file, as YAML with comments.</summary>
    public static string Yaml(IReadOnlyList<string> words, string folder)
    {
        var (command, parameters) = Read(words);
        var text = new StringBuilder();
        text.Append("# A study of a program: trimtab check, plan and run take this file.\n");
        text.Append("# Values: 1e-5..1e-1:log, 1..8, a list as [a, b], flag, fixed:7.\n");
        text.Append($"name: {RunFile.Word(ProgramName.Of(words, isShell: false, folder))}\n");
        text.Append($"command: [{string.Join(", ", command.Select(RunFile.Word))}]\n");
        text.Append(parameters.Count == 0 ? "parameters: {} # none found: write {name} into the command, and name: values here\n"
            : "parameters:\n");
        foreach (var (name, (values, now)) in parameters)
        {
            text.Append($"  {RunFile.Word(name)}: {values} # now {now}\n");
        }

        return text
            .Append("metrics:\n  - {name: accuracy, direction: maximize} # what the program prints as accuracy=0.93; or {from: time}\n")
            .Append("trials: 100\n").ToString();
    }

    private static (List<string> Command, OrderedDictionary<string,
        (string Values, string Now)> Parameters) Read(IReadOnlyList<string> words)
    {
        var (command, parameters) = (new List<string> { words[0] }, new OrderedDictionary<string, (string, string)>());
        for (int i = 1; i < words.Count; i++)
        {
            string name = NameOf(words[i]);
            int sign = words[i].IndexOf('=', StringComparison.Ordinal);
            bool isLong = words[i].StartsWith("--", StringComparison.Ordinal);
            bool hasValue = sign < 0 && i + 1 < words.Count && !IsOption(words[i + 1])
                && (isLong || ValueText.Parse(words[i + 1]).IsNumber); // -v data.txt: a switch and a file, or an option and its value
            if (!IsOption(words[i]) || name.Length == 0 || parameters.ContainsKey(name))
            {
                command.Add(words[i]);
            }
            else if (sign > 0)
            {
                parameters.Add(name, (Around(words[i][(sign + 1)..]), words[i][(sign + 1)..]));
                command.Add($"{words[i][..sign]}={{{name}}}");
            }
            else if (hasValue)
            {
                parameters.Add(name, (Around(words[i + 1]), words[i + 1]));
                command.AddRange([words[i++], $"{{{name}}}"]);
            }
            else if (isLong)
            {
                parameters.Add(name, ("flag", "given"));
                command.Add($"{{{name}}}");
            }
            else
            {
                command.Add(words[i]);
            }
        }

        return (command, parameters);
    }

    private static bool IsOption(string word) => word is ['-', var next, ..] && next is not (>= '0' and <= '9' or '.');

    private static string NameOf(string word) => string.Concat(
        word.TrimStart('-').TakeWhile(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-' or '.'));

    /// <summary>Values around one: a factor of ten for real numbers, of four for whole ones; a word has none.</summary>
    private static string Around(string word) => ValueText.Parse(word).Value switch
    {
        long and 0 => "0..1",
        long whole => DistributionText.Of(new IntDistribution(Math.Min(Quarter(whole), whole * 4), Math.Max(Quarter(whole), whole * 4))),
        double real and > 0 and < 1 and >= 0.1 => DistributionText.Of(new FloatDistribution(0, 1)),
        double real and > 0 => DistributionText.Of(new FloatDistribution(real / 10, real * 10, Log: true)),
        double real and < 0 => DistributionText.Of(new FloatDistribution(real * 2, 0)),
        double => "0.0..1.0",
        _ => $"[{RunFile.Word(word)}, {RunFile.Word(word + "-or-another")}]",
    };

    private static long Quarter(long whole) => whole > 0 ? Math.Max(1, whole / 4) : whole / 4;
}
