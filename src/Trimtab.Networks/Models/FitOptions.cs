using Trimtab.Data;
using Trimtab.Numerics;

namespace Trimtab.Networks;

/// <summary>How a net is trained. Names and defaults are Keras's.</summary>
public sealed record FitOptions
{
    /// <summary>Passes over the data, 0 or more. Default 1.</summary>
    public int Epochs
    {
        get;
        init => field = Setting.AtLeast(value, 0);
    } = 1;

    /// <summary>Rows per step, 1 or more; the last step of an epoch takes what is left, also where it is the only one. Default 32.</summary>
    public int BatchSize
    {
        get;
        init => field = Setting.AtLeast(value, 1);
    } = 32;

    /// <summary>Whether rows come in a new order each epoch. Default true.</summary>
    public bool Shuffle { get; init; } = true;

    /// <summary>Rows to evaluate after each epoch; they are not trained on.</summary>
    public Dataset? ValidationData { get; init; }

    /// <summary>The fraction of rows, the last ones, kept for validation when <see cref="ValidationData"/> is not given; in [0, 1). Default 0.</summary>
    public double ValidationSplit
    {
        get;
        init => field = Setting.Fraction(value);
    }

    /// <summary>How much the rows of a class count, by class number; a class not named counts 1.</summary>
    public IReadOnlyDictionary<int, double>? ClassWeights { get; init; }

    /// <summary>Called at every beginning and end.</summary>
    public IReadOnlyList<Callback> Callbacks { get; init; } = [];

    /// <summary>Where a line per epoch is written, as Keras's <c>verbose=2</c> does; <see langword="null"/> for silence.</summary>
    public TextWriter? Verbose { get; init; }

    /// <summary>Where all draws live: weights, orders, dropped units. The same address gives the same training, bit for bit. Default: seed 0.</summary>
    public RandomAddress Random { get; init; } = RandomAddress.FromSeed(0);

    /// <summary>The clock of progress lines.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>The members as text, the same in every culture.</summary>
    public override string ToString() => InvariantText.Record(this, PrintMembers);
}
