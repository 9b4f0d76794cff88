using Trimtab.Data;
using Trimtab.Numerics;

namespace Trimtab.Networks;

/// <summary>Options of <see cref="NeuralNetwork.Fit"/>. Names and defaults are Keras's.</summary>
public sealed record FitOptions
{
    /// <summary>Number of epochs (passes over the data), 0 or more. Default 1.</summary>
    public int Epochs
    {
        get;
        init => field = Setting.AtLeast(value, 0);
    } = 1;

    /// <summary>Rows per gradient update, 1 or more; the last batch of an epoch may be smaller. Default 32.</summary>
    public int BatchSize
    {
        get;
        init => field = Setting.AtLeast(value, 1);
    } = 32;

    /// <summary>Whether the rows are shuffled before each epoch. Default true.</summary>
    public bool Shuffle { get; init; } = true;

    /// <summary>Rows on which loss and metrics are evaluated after each epoch; not used for training. Default none.</summary>
    public Dataset? ValidationData { get; init; }

    /// <summary>
    /// Fraction of the rows, taken from the end, used for validation unless <see cref="ValidationData"/> is set; in [0, 1). Default 0.
    /// </summary>
    public double ValidationSplit
    {
        get;
        init => field = Setting.Fraction(value);
    }

    /// <summary>
    /// Weight of the rows of each class in the loss: by class number or label, or <c>"balanced"</c>. It multiplies the weights of rows
    /// (<see cref="Dataset.Weights"/>). Default none.
    /// </summary>
    public ClassWeights? ClassWeights { get; init; }

    /// <summary>Callbacks of the training, called in this order; none is null. Default none.</summary>
    public IReadOnlyList<Callback> Callbacks { get; init => field = Setting.RequiredItems(value); } = [];

    /// <summary>Writer of one line per epoch, as Keras's <c>verbose=2</c>. Default <see langword="null"/>: no output.</summary>
    public TextWriter? Verbose { get; init; }

    /// <summary>
    /// Threads that may share the work of a step, 1 or more; one is used where a step is too small to share, where a layer needs the whole
    /// batch, as batch normalization does, and where several took longer when both were timed. What is learned has the same bits at any
    /// number. Default 1.
    /// </summary>
    public int Threads
    {
        get;
        init => field = Setting.AtLeast(value, 1);
    } = 1;

    /// <summary>The threads at the beginning of an epoch, in place of <see cref="Threads"/>; or null.</summary>
    internal Func<int>? ThreadsNow { get; init; }

    /// <summary>Name of the training among those of a search; empty for one of its own.</summary>
    internal string FitName { get; init; } = "";

    /// <summary>
    /// Address of all random draws: initial weights, shuffling, dropout. The same address gives the same training, bit for bit. Default:
    /// seed 0.
    /// </summary>
    public RandomAddress Random { get; init; } = RandomAddress.FromSeed(0);

    /// <summary>Clock for the lines of <see cref="Verbose"/> and the choice of threads. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; init => field = Setting.Required(value); } = TimeProvider.System;

    /// <summary>The members as text, the same in every culture.</summary>
    public override string ToString() => InvariantText.Record(this, PrintMembers);
}
