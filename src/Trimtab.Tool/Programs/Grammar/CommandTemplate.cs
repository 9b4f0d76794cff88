using System.Collections.Immutable;
using Trimtab.Spaces;

namespace Trimtab.Tool.Programs.Grammar;

/// <summary>
/// A program and its arguments, with placeholders for parameters. Words are handed over as they are, without a shell. Immutable.
/// </summary>
/// <remarks>
/// Without a placeholder of a parameter, <c>--name value</c> is appended for each, of a flag <c>--name</c> or nothing. A word whose
/// parameter does not apply is left out, and the option before it, as <c>--momentum {momentum}</c>, with it.
/// </remarks>
internal sealed class CommandTemplate
{
    private readonly ProgramSpace _space;
    private readonly TemplateWord[] _words;
    private readonly Dictionary<string, ProgramParameter> _parameters;
    private readonly Dictionary<string, string> _variables; // of the environment, by parameter
    private readonly bool _isAppended, _isShell;

    /// <summary>A command.</summary>
    /// <param name="words">The program and its arguments; or one line for the shell.</param>
    /// <param name="space">The parameters.</param>
    /// <param name="isShell">Whether the only word is a line for <c>/bin/sh</c>; values in it are quoted.</param>
    /// <exception cref="TrimtabException">
    /// There is no word, a placeholder names no parameter, or a parameter has no placeholder where others have.
    /// </exception>
    public CommandTemplate(IReadOnlyList<string> words, ProgramSpace space, bool isShell = false)
    {
        if (words.Count == 0 || words[0].Length == 0)
        {
            throw new TrimtabException("A program stands behind --, as -- python3 train.py --lr {lr}. Got none.");
        }

        (_space, _isShell) = (space, isShell);
        _words = [.. words.Select(word => new TemplateWord(word))];
        _parameters = space.Parameters.ToDictionary(parameter => parameter.Name, StringComparer.Ordinal);
        string[] used = [.. _words.SelectMany(word => word.Names).Distinct()];
        if (used.FirstOrDefault(name => !_parameters.ContainsKey(name) && !TrialContext.Placeholders.Contains(name)) is { } unknown)
        {
            throw new TrimtabException(
                $"{new UnknownNameException("parameter", unknown, [.. _parameters.Keys, .. TrialContext.Placeholders]).Message} "
                + $"Give it with -p {unknown}=…, or write {{{{{unknown}}}}} for the text {{{unknown}}}.");
        }

        if (!isShell && _words[0].Names.FirstOrDefault(name => IsLeftOut(space, name)) is { } program)
        {
            throw new TrimtabException(
                $"The first word is the program, which every trial has. '{program}' has a condition, or is a flag: name another "
                + "parameter.");
        }

        bool readsFile = used.Contains(ParameterFile.Json) || used.Contains(ParameterFile.Yaml);
        string[] unused = [.. _parameters.Keys.Where(name => !used.Contains(name))];
        bool readsEnvironment = isShell && words[0].Contains(ParameterVariable.Prefix, StringComparison.Ordinal);
        _isAppended = unused.Length == _parameters.Count && !readsFile && !readsEnvironment;
        if (_isAppended && isShell)
        {
            throw new TrimtabException("A line for the shell has a placeholder for each parameter, as {lr}. Got none.");
        }

        if (!_isAppended && !readsFile && !readsEnvironment && unused.Length > 0)
        {
            throw new TrimtabException(
                $"A command uses every parameter, or names none of them. It has no {{{unused[0]}}}: write it where its value "
                + $"belongs, or leave -p {unused[0]} out.");
        }

        _variables = ParameterVariable.ByName(_parameters.Keys);
        Files = [.. used.Where(name => !_parameters.ContainsKey(name) && name is ParameterFile.Json or ParameterFile.Yaml)];
    }

    /// <summary>Files with the parameters that the command asks for.</summary>
    public IReadOnlyList<string> Files { get; }

    /// <summary>
    /// Every program that the first word may stand for; none where its parameters are no lists, so that it is known when a trial begins.
    /// </summary>
    public IEnumerable<string> Programs()
    {
        if (_isShell)
        {
            return [Shell.File];
        }

        IEnumerable<ImmutableDictionary<string, string>> all = [ImmutableDictionary<string, string>.Empty];
        foreach (string name in _words[0].Names.Distinct())
        {
            var values = _parameters.GetValueOrDefault(name)?.Distribution is CategoricalDistribution list ? list.Values.ToArray() : [];
            all = all.SelectMany(chosen => values.Select(value => chosen.Add(name, ValueText.Of(value))));
        }

        return all.Select(chosen => _words[0].Fill(name => chosen[name])!);
    }

    /// <summary>The program and its arguments for a trial.</summary>
    /// <param name="values">The parameters that apply.</param>
    /// <param name="trial">What is known beside them.</param>
    public IReadOnlyList<string> Arguments(ParameterSet values, TrialContext trial)
    {
        var arguments = new List<string>();
        for (int i = 0; i < _words.Length; i++)
        {
            string? option = i > 0 && _words[i - 1].IsLiteral ? arguments.LastOrDefault() : null;
            if (_words[i].Fill(name => ValueOf(name, values, trial, _words[i].Only == name ? option : "")) is { } word)
            {
                arguments.Add(word);
            }
            else if (option is ['-', _, ..] && _words[i].Only is { } name && !_parameters[name].IsFlag)
            {
                arguments.RemoveAt(arguments.Count - 1); // the option whose value is left out
            }
        }

        return _isShell ? [Shell.File, "-c", .. IsOption(arguments[0]) ? ["--"] : Array.Empty<string>(), arguments[0]]
            : _isAppended ? [.. arguments, .. Appended(values)]
            : arguments;
    }

    /// <summary>Variables of the environment for a trial.</summary>
    public IEnumerable<KeyValuePair<string, string>> Environment(ParameterSet values, TrialContext trial) =>
    [
        .. values.Select(item => KeyValuePair.Create(_variables[item.Key], ValueText.Of(item.Value))),
        new("TRIMTAB_TRIAL", Invariant($"{trial.Number}")),
        new("TRIMTAB_DIR", trial.Folder),
        new("TRIMTAB_SEED", Invariant($"{trial.Seed}")),
    ];

    /// <summary>Whether a trial may have no word for a parameter.</summary>
    private bool IsLeftOut(ProgramSpace space, string name) => _parameters.TryGetValue(name, out var parameter)
        && (space.IsConditional(name) || (parameter.IsFlag && _words[0].Only == name));

    /// <summary>Whether the shell would read a line as an option of its own; others are as they were in studies so far.</summary>
    private static bool IsOption(string line) => line is ['-' or '+', ..];

    /// <param name="name">Of a placeholder.</param>
    /// <param name="values">The parameters that apply.</param>
    /// <param name="trial">What is known beside them.</param>
    /// <param name="option">The word before, where the placeholder is a word of its own; empty where it is part of one.</param>
    private string? ValueOf(string name, ParameterSet values, TrialContext trial, string? option) =>
        !_parameters.TryGetValue(name, out var parameter) ? Quote(trial.ValueOf(name))
        : !values.TryGetValue(name, out var value) ? _isShell ? "" : null
        : parameter.IsFlag && IsWord(name, option) ? value.As<bool>() ? $"--{name}" : _isShell ? "" : null
        : Quote(ValueText.Of(value));

    /// <summary>Whether a flag is a word of its own, and not the value of an option of its name.</summary>
    private bool IsWord(string name, string? option) => _isShell || (option != "" && option?.TrimStart('-') != name);

    private string Quote(string word) => _isShell ? CommandLineText.Quote(word) : word;

    private IEnumerable<string> Appended(ParameterSet values) =>
        from parameter in _space.Parameters
        where values.ContainsKey(parameter.Name)
        let value = values[parameter.Name]
        from word in parameter.IsFlag
            ? value.As<bool>() ? [$"--{parameter.Name}"] : Array.Empty<string>()
            : [$"--{parameter.Name}", ValueText.Of(value)]
        select word;
}
