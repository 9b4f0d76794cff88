using System.CommandLine;
using System.CommandLine.Parsing;
using Trimtab.Pruners;
using Trimtab.Samplers;

namespace MnistKnobs;

/// <summary>The program's flags, their defaults and their rules.</summary>
internal sealed class CommandLine
{
    private static readonly string[] _sections = ["baseline", .. Section.All.Select(section => section.Name)];

    private readonly Option<string?> _data = new("--data") { Description = "Folder with the IDX files, plain or .gz. Default: TRIMTAB_DATA, the cache, the system's packages, else a download.", HelpName = "DIR" };
    private readonly Option<string> _dataSet = new("--dataset") { Description = "mnist, fashion-mnist, or digits (drawn by the program).", DefaultValueFactory = _ => "mnist" };
    private readonly Option<string> _classes = new("--classes") { Description = "Which classes to tell apart, two or more.", HelpName = "A,B", DefaultValueFactory = _ => "2,7" };
    private readonly Option<string> _names = new("--sections") { Description = $"Which parts to run: {string.Join(", ", _sections)}. Default: all.", HelpName = "A,B", DefaultValueFactory = _ => "" };
    private readonly Option<int> _folds = new("--folds") { Description = "Folds of the cross-validation, 2 or more.", HelpName = "N", DefaultValueFactory = _ => 2 };
    private readonly Option<int> _repeats = new("--repeats") { Description = "How often the folds are dealt anew, 1 or more; more tell close candidates apart.", HelpName = "N", DefaultValueFactory = _ => 1 };
    private readonly Option<string> _sampler = new("--sampler") { Description = $"Who suggests candidates in 'all': {string.Join(", ", Sampler.Catalog.Names.Where(name => name is not ("grid" or "brute_force")))}.", HelpName = "NAME", DefaultValueFactory = _ => "auto" };
    private readonly Option<string> _pruner = new("--pruner") { Description = $"Who ends them early: {string.Join(", ", Pruner.Catalog.Names)}.", HelpName = "NAME", DefaultValueFactory = _ => "successive_halving" };
    private readonly Option<int> _workers = new("--workers") { Description = "Fits at the same time, 1 or more; results do not depend on it. Default: one per core.", HelpName = "N", DefaultValueFactory = _ => Environment.ProcessorCount };
    private readonly Option<ulong> _seed = new("--seed") { Description = "Where all chance begins.", HelpName = "N", DefaultValueFactory = _ => 7 };
    private readonly Option<bool> _quick = new("--quick") { Description = "A look in seconds: a few hundred images, a tenth of the epochs." };
    private readonly Option<bool> _plan = new("--plan") { Description = "What would be trained and how long it would take; nothing is run." };
    private readonly Option<string> _output = new("--output") { Description = "Folder for report.html, results.json, timings.json and the pictures.", HelpName = "DIR", DefaultValueFactory = _ => "out" };

    public void AddTo(RootCommand root)
    {
        _dataSet.AcceptOnlyFromAmong("mnist", "fashion-mnist", "digits");
        _classes.Validators.Add(result => Check(result, Numbers(result.GetValueOrDefault<string>()) is { Length: >= 2 } numbers && numbers.Distinct().Count() == numbers.Length && numbers.All(n => n is >= 0 and <= 9), "--classes must be two or more different numbers from 0 to 9, with commas between."));
        _names.Validators.Add(result => Check(result, Words(result.GetValueOrDefault<string>()).All(_sections.Contains), $"--sections must be names out of {string.Join(", ", _sections)}, with commas between."));
        _sampler.AcceptOnlyFromAmong([.. Sampler.Catalog.Names.Where(name => name is not ("grid" or "brute_force"))]);
        _pruner.AcceptOnlyFromAmong([.. Pruner.Catalog.Names]);
        _folds.Validators.Add(result => Check(result, result.GetValueOrDefault<int>() >= 2, "--folds must be 2 or more."));
        _repeats.Validators.Add(result => Check(result, result.GetValueOrDefault<int>() >= 1, "--repeats must be 1 or more."));
        _workers.Validators.Add(result => Check(result, result.GetValueOrDefault<int>() >= 1, "--workers must be 1 or more."));
        foreach (Option option in (Option[])[_data, _dataSet, _classes, _names, _folds, _repeats, _sampler, _pruner, _workers, _seed, _quick, _plan, _output])
        {
            root.Options.Add(option);
        }
    }

    public Settings Read(ParseResult parsed) => new()
    {
        Data = parsed.GetValue(_data),
        DataSet = parsed.GetValue(_dataSet)!,
        Classes = Numbers(parsed.GetValue(_classes))!,
        Sections = Words(parsed.GetValue(_names)),
        Folds = parsed.GetValue(_folds),
        Repeats = parsed.GetValue(_repeats),
        Sampler = parsed.GetValue(_sampler)!,
        Pruner = parsed.GetValue(_pruner)!,
        Workers = parsed.GetValue(_workers),
        Seed = parsed.GetValue(_seed),
        PlanOnly = parsed.GetValue(_plan),
        Quick = parsed.GetValue(_quick),
        Output = parsed.GetValue(_output)!,
    };

    private static void Check(OptionResult result, bool holds, string rule)
    {
        if (!holds)
        {
            result.AddError($"{rule} Got '{string.Join(' ', result.Tokens.Select(token => token.Value))}'.");
        }
    }

    private static string[] Words(string? text) => (text ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static int[]? Numbers(string? text)
    {
        string[] words = Words(text);
        return words.All(word => int.TryParse(word, out _)) ? [.. words.Select(int.Parse)] : null;
    }
}
