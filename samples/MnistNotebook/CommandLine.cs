using System.CommandLine;
using Trimtab.Pruners;
using Trimtab.Samplers;

namespace MnistNotebook;

/// <summary>The program's flags, their defaults and their rules.</summary>
internal sealed class CommandLine
{
    private static readonly string[] _sections = ["baseline", .. Section.All.Select(section => section.Name)];
    private static readonly string[] _samplers = [.. Sampler.Catalog.Names.Where(name => name is not ("grid" or "brute_force"))];
    private static readonly string[] _pruners = [.. Pruner.Catalog.Names];

    private readonly Option<string?> _data = Flag.Of<string?>(
        "--data",
        "Folder with the IDX files, plain or .gz. Default: TRIMTAB_DATA, the cache, the system's packages, else a download.",
        "DIR",
        null,
        text => Directory.Exists(text) ? text : null,
        "must be a folder with the data set's IDX files",
        "Name a folder that exists, or leave the flag out");

    private readonly Option<string> _dataSet = Flag.OneOf(
        "--dataset", "mnist, fashion-mnist, or digits (drawn by the program).", ["mnist", "fashion-mnist", "digits"], "mnist");

    private readonly Option<int[]> _classes = Flag.Of<int[]>(
        "--classes",
        "Which classes to tell apart, two or more.",
        "A,B",
        [2, 7],
        ParseClasses,
        "must be two or more different numbers from 0 to 9, with commas between",
        "Give numbers, such as --classes 2,7");

    private readonly Option<string[]> _names = Flag.AnyOf(
        "--sections", $"Which parts to run: {string.Join(", ", _sections)}. Default: all.", _sections);

    private readonly Option<int> _folds = Flag.Whole("--folds", "Folds of the cross-validation, 2 or more.", least: 2, otherwise: 2);

    private readonly Option<bool> _stratified = new("--stratified")
    {
        Description = "Give every fold the same share of each class. Without it folds are cut in the data's order, as the notebook does.",
    };

    private readonly Option<int> _repeats = Flag.Whole(
        "--repeats", "How often the folds are drawn anew, 1 or more; more tell close candidates apart.", least: 1, otherwise: 1);

    private readonly Option<string> _sampler = Flag.OneOf(
        "--sampler", $"Suggests the candidates of 'all': {string.Join(", ", _samplers)}.", _samplers, "auto");

    private readonly Option<string> _pruner = Flag.OneOf(
        "--pruner", $"Ends candidates of 'all' early: {string.Join(", ", _pruners)}.", _pruners, "successive_halving");

    private readonly Option<int> _workers = Flag.Whole(
        "--workers",
        "Fits at the same time, 1 or more; results do not depend on it. Default: one per core.",
        least: 1,
        otherwise: Environment.ProcessorCount);

    private readonly Option<ulong> _seed = Flag.Whole<ulong>("--seed", "Seed of all random draws.", least: 0, otherwise: 7);

    private readonly Option<bool> _withoutCurves = new("--no-curves")
    {
        Description = "Score candidates where they end and not after every epoch: no learning curves, in a quarter less time.",
    };

    private readonly Option<bool> _quick = new("--quick")
    {
        Description = "A look in seconds: a few hundred images, a tenth of the epochs.",
    };

    private readonly Option<bool> _plan = new("--plan")
    {
        Description = "Show what would be trained and how long it would take; nothing is run.",
    };

    private readonly Option<string> _output = Flag.Of(
        "--output",
        "Folder for report.html, results.json, timings.json and the pictures.",
        "DIR",
        "out",
        text => string.IsNullOrWhiteSpace(text) || File.Exists(text) ? null : text,
        "must be a folder, there or to be made, and not a file",
        "Name another folder");

    private readonly Option<string?> _storage = new("--storage")
    {
        Description = "Where a study for each part is kept, for any viewer of studies: journal:study.log, sqlite:study.db, postgresql://…",
        HelpName = "URL",
    };

    public void AddTo(RootCommand root)
    {
        Option[] all =
        [
            _data, _dataSet, _classes, _names, _folds, _stratified, _repeats, _sampler, _pruner, _workers, _seed, _withoutCurves, _quick,
            _plan, _output, _storage,
        ];
        foreach (var option in all)
        {
            root.Options.Add(option);
        }
    }

    public Settings Read(ParseResult parsed) => new()
    {
        Data = parsed.GetValue(_data),
        DataSet = parsed.GetValue(_dataSet)!,
        Classes = parsed.GetValue(_classes)!,
        Sections = parsed.GetValue(_names)!,
        Folds = parsed.GetValue(_folds),
        Stratified = parsed.GetValue(_stratified),
        Repeats = parsed.GetValue(_repeats),
        Sampler = parsed.GetValue(_sampler)!,
        Pruner = parsed.GetValue(_pruner)!,
        Workers = parsed.GetValue(_workers),
        Seed = parsed.GetValue(_seed),
        HasCurves = !parsed.GetValue(_withoutCurves),
        PlanOnly = parsed.GetValue(_plan),
        Quick = parsed.GetValue(_quick),
        Output = parsed.GetValue(_output)!,
        Storage = parsed.GetValue(_storage),
    };

    private static int[]? ParseClasses(string text)
    {
        string[] words = Flag.Words(text);
        return words.Length >= 2 && words.Distinct().Count() == words.Length && words.All(word => word is [>= '0' and <= '9'])
            ? [.. words.Select(word => word[0] - '0')]
            : null;
    }
}
