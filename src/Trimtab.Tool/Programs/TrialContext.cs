namespace Trimtab.Tool.Programs;

/// <summary>What a program is told of its trial, beside the parameters.</summary>
/// <param name="Number">Number of the trial, from 0.</param>
/// <param name="Folder">The trial's folder, an absolute path.</param>
/// <param name="Seed">Seed for the program's own random draws; the same at every attempt.</param>
internal readonly record struct TrialContext(int Number, string Folder, int Seed)
{
    /// <summary>Names of placeholders that are no parameters, with what stands for them.</summary>
    public string? Builtin(string name) => name switch
    {
        "trial" => Invariant($"{Number}"),
        "dir" => Folder,
        "seed" => Invariant($"{Seed}"),
        ParameterFile.Json or ParameterFile.Yaml => Path.Combine(Folder, name),
        _ => null,
    };
}
