using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.Json;

namespace Trimtab.Bench;

/// <summary>Options of verbs. What is out of range is refused before anything runs, with the range.</summary>
internal static class BenchOption
{
    /// <summary>A whole number.</summary>
    /// <param name="name">With its dashes.</param>
    /// <param name="description">What it is, without its range.</param>
    /// <param name="value">Default.</param>
    /// <param name="least">The least that is accepted.</param>
    public static Option<int> Whole(string name, string description, int value, int least = 1)
    {
        var option = new Option<int>(name) { Description = Ranged(description, least), DefaultValueFactory = _ => value };
        option.Validators.Add(result => RequireAtLeast(result, least));
        return option;
    }

    /// <summary>One or more whole numbers.</summary>
    /// <inheritdoc cref="Whole"/>
    public static Option<int[]> Wholes(string name, string description, int[] value, int least = 1)
    {
        var option = new Option<int[]>(name)
        {
            Description = Ranged(description, least),
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => value,
        };
        option.Validators.Add(result => RequireAtLeast(result, least));
        return option;
    }

    /// <summary>A time in seconds, 0 or more; at most a day.</summary>
    public static Option<double> Seconds(string name, string description, double value)
    {
        const double Most = 86_400;
        var option = new Option<double>(name) { Description = $"{description} 0 or more.", DefaultValueFactory = _ => value };
        option.Validators.Add(result =>
        {
            foreach (var token in result.Tokens)
            {
                if (double.TryParse(token.Value, CultureInfo.InvariantCulture, out double seconds) && !(seconds >= 0 && seconds <= Most))
                {
                    result.AddError(Invariant($"{name} must be 0 or more and at most {Most}. Got {token.Value}."));
                }
            }
        });
        return option;
    }

    /// <summary>One of some names.</summary>
    public static Option<string> OneOf(string name, string description, IEnumerable<string> names, string value)
    {
        var option = new Option<string>(name) { Description = description, DefaultValueFactory = _ => value };
        option.AcceptOnlyFromAmong([.. names]);
        return option;
    }

    /// <summary>The URL of a storage.</summary>
    public static Option<string> Storage() => new("--url") { Description = "URL of a storage without studies.", Required = true };

    /// <summary>A sampler, by name or with settings.</summary>
    public static Option<NamedSampler> Sampler(string value) => new("--sampler")
    {
        Description = "By name, or name={settings as JSON}.",
        CustomParser = result => Parse(result).FirstOrDefault(),
        DefaultValueFactory = _ => NamedSampler.Of(value),
    };

    /// <summary>One or more samplers, by name or with settings.</summary>
    public static Option<NamedSampler[]> Samplers(string description, params string[] value) => new("--samplers")
    {
        Description = $"By name, or name={{settings as JSON}}. {description}".TrimEnd(),
        AllowMultipleArgumentsPerToken = true,
        CustomParser = Parse,
        DefaultValueFactory = _ => [.. value.Select(NamedSampler.Of)],
    };

    /// <summary>Adds a rule on several options of a command, which is applied where each has a value by itself.</summary>
    public static void Require(Command command, Action<CommandResult> rule) => command.Validators.Add(result =>
    {
        try
        {
            rule(result);
        }
        catch (InvalidOperationException)
        {
            // an option has no value: its own error says why
        }
    });

    /// <summary>Adds an error for each of some texts that is none of the known names.</summary>
    public static void RequireKnown(SymbolResult result, string kind, IEnumerable<string> texts, IReadOnlyCollection<string> known)
    {
        foreach (string text in texts.Where(text => !known.Contains(text)))
        {
            result.AddError(new UnknownNameException(kind, text, known).Message);
        }
    }

    private static string Ranged(string description, int least) => Invariant($"{description} {least} or more.");

    /// <summary>What is no number is refused by its type.</summary>
    private static void RequireAtLeast(OptionResult result, int least)
    {
        foreach (var token in result.Tokens)
        {
            if (int.TryParse(token.Value, NumberStyles.Integer, CultureInfo.InvariantCulture, out int number) && number < least)
            {
                result.AddError(Invariant($"{result.Option.Name} must be {least} or more. Got {number}."));
            }
        }
    }

    private static NamedSampler[] Parse(ArgumentResult result)
    {
        var samplers = new List<NamedSampler>();
        foreach (var token in result.Tokens)
        {
            try
            {
                samplers.Add(NamedSampler.Of(token.Value));
            }
            catch (Exception error) when (error is TrimtabException or JsonException)
            {
                result.AddError($"'{token.Value}' must be the name of a sampler, alone or with settings: tpe={{\"Multivariate\":true}}. "
                    + error.Message);
            }
        }

        return [.. samplers];
    }
}
