using System.Runtime.CompilerServices;

namespace Trimtab.Data;

/// <summary>Rows of features with their targets; a selection of rows shares the numbers it selects from.</summary>
/// <remarks>
/// Immutable once made: the arrays given are not copied and must not be changed afterwards. Thread-safe.
/// Features are float32, row-major; targets are doubles, one or more per row: a class number, a one-hot row, or real values.
/// </remarks>
public sealed class Dataset
{
    private readonly float[] _features;
    private readonly double[] _targets;
    private readonly int[]? _rows;
    private readonly Lazy<string> _fingerprint;

    /// <summary>Makes a data set over two arrays.</summary>
    /// <param name="features">n × <paramref name="featureShape"/>, row-major. Not copied.</param>
    /// <param name="featureShape">The shape of one row.</param>
    /// <param name="targets">n × <paramref name="outputs"/>, row-major. Not copied.</param>
    /// <param name="outputs">Targets per row, 1 or more. Default 1.</param>
    /// <exception cref="ArgumentException">The two arrays do not have the same number of whole rows.</exception>
    public Dataset(float[] features, Shape featureShape, double[] targets, int outputs = 1)
        : this(features, featureShape, targets, outputs, null)
    {
        _ = Setting.AtLeast(outputs, 1, nameof(outputs));
        if (features.Length % featureShape.Size != 0 || targets.Length % outputs != 0
            || features.Length / featureShape.Size != targets.Length / outputs)
        {
            throw new ArgumentException(
                Invariant($"Features and targets must have the same number of rows. ") + Invariant(
                    $"Got {features.Length} numbers in rows of {featureShape} ")
                    + Invariant($"and {targets.Length} targets in rows of {outputs}."),
                nameof(features));
        }
    }

    /// <summary>Makes a data set without targets, to be predicted; it can't be learned from or scored on.</summary>
    /// <param name="features">n × <paramref name="featureShape"/>, row-major. Not copied.</param>
    /// <param name="featureShape">The shape of one row.</param>
    /// <exception cref="ArgumentException">The features do not fill whole rows.</exception>
    public Dataset(float[] features, Shape featureShape)
        : this(features, featureShape, [], 0, null)
    {
        if (features.Length % featureShape.Size != 0)
        {
            throw new ArgumentException("Features must fill whole rows. "
                + Invariant($"Got {features.Length} numbers in rows of {featureShape}."), nameof(features));
        }
    }

    private Dataset(float[] features, Shape featureShape, double[] targets, int outputs, int[]? rows)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(targets);
        (_features, FeatureShape, _targets, Outputs, _rows) = (features, featureShape, targets, outputs, rows);
        FeatureLength = featureShape.Size;
        _fingerprint = new(() => DatasetFingerprint.Of(this));
    }

    /// <summary>Makes a data set of classes whose labels are texts, integers, members of an enum, or anything that has an order.</summary>
    /// <param name="features">n × <paramref name="featureShape"/>, row-major. Not copied.</param>
    /// <param name="featureShape">The shape of one row.</param>
    /// <param name="labels">The label of each row, such as <c>["cat", "dog", "cat"]</c>; none missing.</param>
    /// <returns>Rows whose targets are class numbers, and whose <see cref="Classes"/> are the labels in ascending order.</returns>
    /// <exception cref="ArgumentException">There are not as many labels as rows, one is null, or two can't be ordered.</exception>
    public static Dataset OfClasses<TLabel>(float[] features, Shape featureShape, IReadOnlyList<TLabel> labels)
        where TLabel : notnull
    {
        var classes = ClassLabels.Of(labels);
        return new(features, featureShape, classes.NumbersOf(labels)) { Classes = classes };
    }

    /// <summary>How many rows this selection has.</summary>
    public int Count => _rows?.Length ?? _features.Length / FeatureLength;

    /// <summary>The shape of one row's features.</summary>
    public Shape FeatureShape { get; }

    /// <summary>Numbers per row: the product of <see cref="FeatureShape"/>.</summary>
    public int FeatureLength { get; }

    /// <summary>Targets per row; 0 without targets.</summary>
    public int Outputs { get; }

    /// <summary>Whether there are targets, to learn from and to score on.</summary>
    public bool HasTargets => Outputs > 0;

    /// <summary>
    /// Names of the features, one for each number of a row; empty, the default, where they have none, as pixels.
    /// </summary>
    /// <exception cref="ArgumentException">There are some, and not one for each number, or two have the same name.</exception>
    public IReadOnlyList<FeatureColumn> Columns
    {
        get;
        init => field = CheckedColumns(value);
    } = [];

    /// <summary>
    /// The labels that the targets' class numbers stand for; <see langword="null"/>, the default, where they stand for none.
    /// </summary>
    public ClassLabels? Classes { get; init; }

    /// <summary>
    /// The group of each row, by number, for splitters that keep the rows of a group together; <see langword="null"/>, the default, without
    /// groups. A search uses them unless it is given others.
    /// </summary>
    /// <exception cref="ArgumentException">There is not one for each row.</exception>
    public IReadOnlyList<int>? Groups
    {
        get;
        init => field = OnePerRow(value, nameof(Groups));
    }

    /// <summary>
    /// How much each row counts in training, 0 or more and finite; <see langword="null"/>, the default, where all count alike. Scores
    /// depend on it only by scorers that use weights, and a search refuses weights unless its estimator uses them.
    /// </summary>
    /// <exception cref="ArgumentException">There is not one for each row, or one is negative or not finite.</exception>
    public IReadOnlyList<double>? Weights
    {
        get;
        init => field = CheckedWeights(OnePerRow(value, nameof(Weights)));
    }

    /// <summary>
    /// Which columns of its table the rows were made of, so that others are made like them; <see langword="null"/>, the default, where they
    /// were made of none. No part of the <see cref="Fingerprint"/>.
    /// </summary>
    public DataRoles? Roles { get; init; }

    /// <summary>
    /// SHA-256 of the shape, the features, their names, the labels of classes, the weights and the targets of this selection, in order; 64
    /// hex digits. Computed once, O(rows).
    /// </summary>
    public string Fingerprint => _fingerprint.Value;

    /// <summary>The features of row <paramref name="row"/> of this selection.</summary>
    public ReadOnlySpan<float> FeaturesOf(int row) => _features.AsSpan(Source(row) * FeatureLength, FeatureLength);

    /// <summary>The targets of row <paramref name="row"/> of this selection; <see cref="Outputs"/> of them.</summary>
    public ReadOnlySpan<double> TargetsOf(int row) => _targets.AsSpan(Source(row) * Outputs, Outputs);

    /// <summary>
    /// One number per row: the target itself, or the position of the largest where there are several (a one-hot row's class).
    /// </summary>
    /// <exception cref="TrimtabException">There are no targets.</exception>
    public double[] Labels()
    {
        if (!HasTargets)
        {
            throw new TrimtabException("Labels are targets, and these rows have none. "
                + "Give them with the features: new Dataset(features, shape, targets).");
        }

        double[] labels = new double[Count];
        for (int row = 0; row < labels.Length; row++)
        {
            var targets = TargetsOf(row);
            labels[row] = targets.Length == 1 ? targets[0] : targets.IndexOf(targets.ToArray().Max());
        }

        return labels;
    }

    /// <summary>
    /// The rows at <paramref name="rows"/> of this selection, in that order, as a view: nothing is copied but the indices.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">An index is negative or not below <see cref="Count"/>.</exception>
    public Dataset Select(ReadOnlySpan<int> rows)
    {
        int[] sources = new int[rows.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            Setting.RequireIndex(rows[i], Count, nameof(rows));
            sources[i] = Source(rows[i]);
        }

        return new(_features, FeatureShape, _targets, Outputs, sources)
        {
            Columns = Columns,
            Classes = Classes,
            Groups = Groups is { } groups ? Picked(groups, rows) : null,
            Weights = Weights is { } weights ? Picked(weights, rows) : null,
            Roles = Roles,
        };
    }

    /// <summary>The same rows with other features: their targets, labels, groups and weights stay.</summary>
    /// <param name="features"><see cref="Count"/> × <paramref name="featureShape"/>, row-major. Not copied.</param>
    /// <param name="featureShape">The shape of one row.</param>
    /// <param name="columns">Names of the features; empty for none.</param>
    /// <exception cref="ArgumentException">The features do not fill as many rows, or there is not a name for each.</exception>
    public Dataset WithFeatures(float[] features, Shape featureShape, IReadOnlyList<FeatureColumn> columns)
    {
        ArgumentNullException.ThrowIfNull(features);
        if (features.Length != (long)Count * featureShape.Size)
        {
            throw new ArgumentException(
                Invariant($"Other features must be for the same {Count} rows. ")
                    + Invariant($"Got {features.Length} numbers in rows of {featureShape}."),
                nameof(features));
        }

        return new(features, featureShape, _rows is null ? _targets : TargetsInOrder(), Outputs, null)
        {
            Columns = columns,
            Classes = Classes,
            Groups = Groups,
            Weights = Weights,
            Roles = Roles,
        };
    }

    /// <summary>The same rows with other targets: their features, groups and weights stay.</summary>
    /// <param name="targets"><see cref="Count"/> × <paramref name="outputs"/>, row-major.</param>
    /// <param name="outputs">Targets per row, 1 or more. Default 1.</param>
    /// <param name="classes">The labels that the targets' class numbers stand for. Default: they stand for none.</param>
    /// <exception cref="ArgumentException">There are not so many targets.</exception>
    public Dataset WithTargets(double[] targets, int outputs = 1, ClassLabels? classes = null)
    {
        ArgumentNullException.ThrowIfNull(targets);
        _ = Setting.AtLeast(outputs, 1, nameof(outputs));
        if (targets.Length != (long)Count * outputs)
        {
            throw new ArgumentException(
                Invariant($"Other targets must be {outputs} for each of {Count} rows. Got {targets.Length}."), nameof(targets));
        }

        double[] all = targets;
        int[]? rows = _rows;
        if (rows is not null && rows.Distinct().Count() < rows.Length) // a row that is there twice may get two targets
        {
            return WithFeatures(FeaturesInOrder(), FeatureShape, Columns).WithTargets(targets, outputs, classes);
        }

        if (rows is not null)
        {
            all = new double[_features.Length / FeatureLength * outputs]; // rows that are not selected stay zeros
            for (int row = 0; row < Count; row++)
            {
                targets.AsSpan(row * outputs, outputs).CopyTo(all.AsSpan(rows[row] * outputs));
            }
        }

        return new(_features, FeatureShape, all, outputs, rows)
        {
            Columns = Columns,
            Classes = classes,
            Groups = Groups,
            Weights = Weights,
            Roles = Roles,
        };
    }

    /// <summary>The same features with each class number turned into a row of <paramref name="classes"/> zeros and a single one.</summary>
    /// <param name="classes">How many classes; every target must be a whole number in [0, <paramref name="classes"/>).</param>
    /// <exception cref="TrimtabException">
    /// There are several targets a row already, one of this selection's rows has a target that is not a class number, or an array can't
    /// hold the new targets.
    /// </exception>
    public Dataset OneHot(int classes)
    {
        _ = Setting.AtLeast(classes, 1, nameof(classes));
        if (Outputs != 1)
        {
            throw new TrimtabException(Invariant($"OneHot needs one class number per row. Got {Outputs} targets per row."));
        }

        if ((long)_targets.Length * classes > Array.MaxLength)
        {
            throw new TrimtabException(Invariant($"OneHot must make at most {Array.MaxLength} targets. ")
                + Invariant($"Got {classes} classes for {_targets.Length} rows; use class numbers with a sparse loss."));
        }

        double[] rows = new double[_targets.Length * classes]; // rows that are not selected stay zeros
        for (int row = 0; row < Count; row++)
        {
            double target = TargetsOf(row)[0];
            if (target < 0 || target >= classes || target != Math.Floor(target))
            {
                throw new TrimtabException(Invariant($"OneHot({classes}) needs whole class numbers from 0 to {classes - 1}. ")
                    + Invariant($"Row {row} has {target}."));
            }

            rows[(Source(row) * classes) + (int)target] = 1;
        }

        return new(_features, FeatureShape, rows, classes, _rows)
        {
            Columns = Columns,
            Classes = Classes,
            Groups = Groups,
            Weights = Weights,
            Roles = Roles,
        };
    }

    /// <summary>Number and shape of the rows: <c>100 rows of shape (28, 28, 1) with 1 target each</c>.</summary>
    public override string ToString() => InvariantText.Count(Count, "row") + $" of shape {FeatureShape} "
        + (HasTargets ? $"with {InvariantText.Count(Outputs, "target")} each" : "without targets");

    private int Source(int row) => _rows is null ? row : _rows[row];

    private static T[] Picked<T>(IReadOnlyList<T> values, ReadOnlySpan<int> rows)
    {
        var picked = new T[rows.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            picked[i] = values[rows[i]];
        }

        return picked;
    }

    private float[] FeaturesInOrder()
    {
        float[] features = FeatureMatrix.Of(Count, FeatureLength, "A selection with a row twice");
        for (int row = 0; row < Count; row++)
        {
            FeaturesOf(row).CopyTo(features.AsSpan(row * FeatureLength));
        }

        return features;
    }

    private double[] TargetsInOrder()
    {
        double[] targets = new double[Count * Outputs];
        for (int row = 0; row < Count; row++)
        {
            TargetsOf(row).CopyTo(targets.AsSpan(row * Outputs));
        }

        return targets;
    }

    private IReadOnlyList<T>? OnePerRow<T>(IReadOnlyList<T>? values, string name) => values is null || values.Count == Count
        ? values
        : throw new ArgumentException(Invariant($"{name} must have one item for each of {Count} rows. Got {values.Count}."), name);

    private static IReadOnlyList<double>? CheckedWeights(IReadOnlyList<double>? weights, [CallerMemberName] string name = "")
    {
        for (int row = 0; row < (weights?.Count ?? 0); row++)
        {
            if (!(weights![row] >= 0 && double.IsFinite(weights[row])))
            {
                throw Setting.OutOfRange(name, Invariant($"Weights must be 0 or more and finite. Row {row} has {weights[row]}."));
            }
        }

        return weights;
    }

    private IReadOnlyList<FeatureColumn> CheckedColumns(
        IReadOnlyList<FeatureColumn>? columns, [CallerMemberName] string name = "")
    {
        columns = Setting.RequiredItems(columns, name);
        if (columns.Count != 0 && columns.Count != FeatureLength)
        {
            throw new ArgumentException(
                Invariant($"Columns must name each of the {FeatureLength} features of a row, or none. Got {columns.Count} names."),
                name);
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        return columns.FirstOrDefault(column => !names.Add(column.Name)) is { } twice
            ? throw new ArgumentException($"Columns need different names. Got '{twice.Name}' twice.", name)
            : columns;
    }
}
