namespace Trimtab.Tool.Programs.Grammar;

/// <summary>Number, folder and seed of a trial, for its program.</summary>
/// <param name="Number">Number of the trial, from 0.</param>
/// <param name="Folder">The trial's folder, an absolute path.</param>
/// <param name="Seed">Seed for the program's own random draws; the same at every attempt.</param>
internal readonly record struct TrialContext(int Number, string Folder, int Seed)
{
    private static readonly OrderedDictionary<string, Func<TrialContext, string>> _placeholders = new()
    {
        ["trial"] = trial => Invariant($"{trial.Number}"),
        ["dir"] = trial => trial.Folder,
        ["seed"] = trial => Invariant($"{trial.Seed}"),
        [ParameterFile.Json] = trial => Path.Combine(trial.Folder, ParameterFile.Json),
        [ParameterFile.Yaml] = trial => Path.Combine(trial.Folder, ParameterFile.Yaml),
    };

    /// <summary>Names of placeholders that are no parameters.</summary>
    public static IReadOnlyCollection<string> Placeholders => _placeholders.Keys;

    /// <summary>The value of one of <see cref="Placeholders"/>.</summary>
    public string ValueOf(string placeholder) => _placeholders[placeholder](this);
}
