using Trimtab.Spaces;

namespace MnistNotebook;

/// <summary>One search of the notebook: what is searched, what is fixed, and what the seed notebook reports.</summary>
/// <param name="Name">What <c>--sections</c> calls it.</param>
/// <param name="Title">Its headline.</param>
/// <param name="Grid">What is searched.</param>
/// <param name="Epochs">Fixed epochs, unless they are searched.</param>
/// <param name="BatchSize">Fixed batch size, unless it is searched.</param>
/// <param name="Optimizer">Fixed optimizer, unless it is searched.</param>
internal sealed record Section(string Name, string Title, ParameterGrid Grid, int Epochs, int BatchSize, string Optimizer)
{
    /// <summary>Candidates drawn at random from the grid; <see langword="null"/> for all of them.</summary>
    public int? Draws { get; init; }

    /// <summary>What a sampler may try instead of the grid; <see langword="null"/> where the grid is searched.</summary>
    public SearchSpace? Space { get; init; }

    /// <summary>Candidates the sampler tries; most are ended early.</summary>
    public int Trials { get; init; }

    /// <summary>The seed's best accuracy; <see langword="null"/> where it gives none.</summary>
    public double? SeedScore { get; init; }

    /// <summary>The seed's best parameters, in words.</summary>
    public string SeedBest { get; init; } = "";

    /// <summary>
    /// Whether its candidates are compared epoch by epoch, as the seed notebook does: scoring every epoch adds two fifths to the time, too
    /// much for random draws over all parameters.
    /// </summary>
    public bool HasCurves => Grid.Names.Count <= 2;

    /// <summary>What the seed notebook leaves open here, and how it is read; empty where it leaves nothing open.</summary>
    public string Deduced { get; init; } = "";

    /// <summary>What a reader must know beside the figure.</summary>
    public string Note { get; init; } = "";

    private const string NamedOnly =
        "The notebook names this parameter and shows no code for it; the values are ours, the settings those of the section before.";

    private static readonly string[] _parameters = ["epochs", "batch_size", "optimizer", "init_mode", "activation", "dropout", "neurons"];

    private static ParameterValues AllEpochs => [10, 20, 30, 40];

    private static ParameterValues AllBatchSizes => [32, 64, 128, 192, 256];

    private static ParameterValues AllOptimizers => ["SGD", "RMSprop", "Adagrad", "Adadelta", "Adam", "Adamax", "Nadam"];

    private static ParameterValues AllInitModes =>
    [
        "uniform", "lecun_uniform", "normal", "zero", "glorot_normal", "glorot_uniform", "he_normal", "he_uniform"
    ];

    private static ParameterValues AllActivations =>
    [
        "softmax", "softplus", "softsign", "relu", "tanh", "sigmoid", "hard_sigmoid", "linear"
    ];

    private static ParameterValues AllDropouts => [0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];

    private static ParameterValues AllNeurons => [1, 5, 10, 15, 20, 25, 30];

    /// <summary>The notebook's searches in its order.</summary>
    public static IReadOnlyList<Section> All { get; } =
    [
        new("epochs", "Epochs", new() { ["epochs"] = AllEpochs }, 40, 32, "RMSprop")
        {
            SeedScore = 0.9937004008835801,
            SeedBest = "epochs=40",
            Deduced = "The notebook passes no batch size here, so Keras's default of 32 holds.",
        },
        new("batch", "Batch size", new() { ["batch_size"] = AllBatchSizes }, 40, 128, "RMSprop")
        {
            SeedScore = 0.9947639695655731,
            SeedBest = "batch_size=128",
            Deduced = "The notebook's code passes no epochs here, which would mean 1; its printed result has epochs=40, so that number is "
                + "taken.",
        },
        new("joint", "Epochs and batch size together", new() { ["epochs"] = AllEpochs, ["batch_size"] = AllBatchSizes }, 40, 128, "RMSprop")
        {
            SeedScore = 0.9952548474188007,
            SeedBest = "batch_size=64, epochs=40",
        },
        new("random", "The same at random", new() { ["epochs"] = AllEpochs, ["batch_size"] = AllBatchSizes }, 40, 128, "RMSprop")
        {
            Draws = 10,
            SeedScore = 0.9936185879080423,
            SeedBest = "batch_size=128, epochs=20",
            Deduced = "The notebook names no number of draws, so scikit-learn's default of 10 holds. Its draws have no seed, so these are "
                + "others.",
        },
        new("optimizer", "Optimization algorithm", new() { ["optimizer"] = AllOptimizers }, 20, 128, "RMSprop")
        {
            SeedScore = 0.9936185879080423,
            SeedBest = "optimizer=Nadam",
        },
        new("init", "Weight initialization", new() { ["init_mode"] = AllInitModes }, 20, 128, "Nadam")
        {
            SeedScore = 0.9949275955166489,
            SeedBest = "init_mode=zero",
            Deduced = "The notebook fixes Nadam, 20 epochs and a batch size of 128; init_mode is passed to every layer, as its text means "
                + "and its code does not.",
            Note = "The notebook searches init_mode but never passes it to its layers, so its figure for 'zero' is chance over equal nets. "
                + "Here every layer gets it: a net of zeros cannot learn.",
        },
        new("activation", "Activation function", new() { ["activation"] = AllActivations }, 20, 128, "Nadam") { Deduced = NamedOnly },
        new("dropout", "Dropout before the last layer", new() { ["dropout"] = AllDropouts }, 20, 128, "Nadam") { Deduced = NamedOnly },
        new("neurons", "Neurons of the hidden layer", new() { ["neurons"] = AllNeurons }, 20, 128, "Nadam") { Deduced = NamedOnly },
        new("random_all", "All seven at random", AllParameters(), 20, 128, "Nadam")
        {
            Draws = 40,
            Note = "Beyond the notebook: random draws over all seven hyperparameters together.",
        },
        new("all", "All seven at once", AllParameters("epochs"), 40, 128, "Nadam")
        {
            Space = Everything(),
            Trials = 50,
            Note = "Beyond the notebook: a sampler learns from the candidates so far, and a pruner ends those that will not win; only what "
                + "was trained to the end is listed.",
        },
    ];

    /// <summary>The same search with a tenth of the epochs, for a look in seconds.</summary>
    public Section Quick() => this with
    {
        Epochs = Epochs / 10,
        Trials = Trials * 2 / 5,
        Deduced = Deduced.Length == 0 ? "" : $"{Deduced} With --quick, a tenth of the epochs is trained.",
        Grid = ParameterGrid.Create(Grid.Names.Select(name => KeyValuePair.Create(name, name == "epochs" ? [1, 2, 3, 4] : Values(name)))),
    };

    private static ParameterGrid AllParameters(string except = "") =>
        ParameterGrid.Create(_parameters.Where(name => name != except).Select(name => KeyValuePair.Create(name, Values(name))));

    /// <summary>All hyperparameters but the epochs, which the pruner spends; numbers may be any in their range.</summary>
    private static SearchSpace Everything() => new()
    {
        ["batch_size"] = AllBatchSizes,
        ["optimizer"] = AllOptimizers,
        ["init_mode"] = AllInitModes,
        ["activation"] = AllActivations,
        ["dropout"] = new FloatDistribution(0, 0.9, Step: 0.05),
        ["neurons"] = new IntDistribution(1, 30),
    };

    private static ParameterValues Values(string name) => name switch
    {
        "batch_size" => AllBatchSizes,
        "optimizer" => AllOptimizers,
        "init_mode" => AllInitModes,
        "activation" => AllActivations,
        "dropout" => AllDropouts,
        "neurons" => AllNeurons,
        _ => AllEpochs,
    };
}
