namespace MnistNotebook;

/// <summary>What the command line says.</summary>
internal sealed record Settings
{
    public string? Data { get; init; }

    public string DataSet { get; init; } = "mnist";

    public IReadOnlyList<int> Classes { get; init; } = [2, 7];

    /// <summary>Names of sections, <c>baseline</c> among them; empty for all.</summary>
    public IReadOnlyList<string> Sections { get; init; } = [];

    public int Folds { get; init; } = 2;

    /// <summary>Whether folds keep the classes' shares; the seed notebook's are cut in the data's order.</summary>
    public bool Stratified { get; init; }

    /// <summary>How often the folds are drawn anew.</summary>
    public int Repeats { get; init; } = 1;

    /// <summary>Suggests the candidates of the search over all hyperparameters.</summary>
    public string Sampler { get; init; } = "auto";

    /// <summary>Ends them early.</summary>
    public string Pruner { get; init; } = "successive_halving";

    public int Workers { get; init; } = Environment.ProcessorCount;

    public ulong Seed { get; init; } = 7;

    /// <summary>Whether candidates are scored after every epoch where a section compares them so.</summary>
    public bool HasCurves { get; init; } = true;

    /// <summary>Whether only the plan is wanted.</summary>
    public bool PlanOnly { get; init; }

    public bool Quick { get; init; }

    public string Output { get; init; } = "out";

    /// <summary>URL of the storage that gets a study for each part; null for none.</summary>
    public string? Storage { get; init; }

    public bool Wants(string section) => Sections.Count == 0 || Sections.Contains(section);
}
