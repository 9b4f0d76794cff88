using System.Runtime.CompilerServices;
using Trimtab.Data;
using Trimtab.Spaces;

namespace Trimtab.Preprocessing;

/// <summary>Gives groups of columns to steps of their own and puts what they make side by side.</summary>
/// <remarks>
/// As scikit-learn's. A column may be in several branches; one that is in none is left out unless <see cref="Remainder"/> keeps it. Columns
/// come in the branches' order and keep their names; where two branches make the same name, all are called <c>branch__column</c>.
/// A branch without steps passes its columns on, and one without columns is left out.
/// <code>
/// var columns = new ColumnTransformer
/// {
///     Branches =
///     [
///         new("numbers", ColumnSelector.Numbers, [new SimpleImputer(), new StandardScaler()]),
///         new("texts", ["colour", "size"], [new OneHotEncoder { HandleUnknown = HandleUnknown.Ignore }]),
///     ],
/// };
/// </code>
/// </remarks>
public sealed record ColumnTransformer : Transformer
{
    private const string RemainderName = "remainder";

    /// <summary>The groups of columns with their steps. Default: none.</summary>
    /// <exception cref="ArgumentException">Two branches have the same name, or one is called <c>remainder</c>.</exception>
    public IReadOnlyList<Branch> Branches { get; init => field = Checked(value); } = [];

    /// <summary>Treatment of columns that are in no branch. Default: they are left out.</summary>
    public Remainder Remainder { get; init => field = Setting.Defined(value); }

    /// <summary>
    /// <c>remainder</c>; the steps of each branch as <c>branch__step</c>, and their settings as <c>branch__step__setting</c>.
    /// </summary>
    public override IReadOnlyCollection<string> ParameterNames =>
    [
        RemainderName,
        .. Branches.SelectMany(branch => branch.Steps.ParameterNames.Select(name => NestedName.Of(branch.Name, name))),
    ];

    internal override string? Configuration => Branches.All(branch => branch.Steps.Configuration is not null)
        ? $"column_transformer: {Remainder}"
            + string.Concat(Branches.Select(branch => $" | {branch.Name} of {branch.Columns}: {branch.Steps.Configuration}"))
        : null;

    /// <inheritdoc/>
    public override Transformer With(ParameterSet parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        foreach (string name in parameters.Keys.Except(ParameterNames).Where(name => !IsOfBranch(name)))
        {
            throw new UnknownNameException("parameter", name, ParameterNames);
        }

        return parameters.Count == 0 ? this : this with
        {
            Branches =
            [
                .. Branches.Select(branch => branch with { Steps = branch.Steps.With(NestedName.Within(branch.Name, parameters)) }),
            ],
            Remainder = parameters.TryGetValue(RemainderName, out var remainder) ? remainder.As<Remainder>() : Remainder,
        };
    }

    /// <inheritdoc/>
    public override void Check(Dataset data)
    {
        ArgumentNullException.ThrowIfNull(data);
        foreach (var branch in Branches)
        {
            if (ColumnSlice.Of(data, branch.Columns) is { } slice)
            {
                branch.Steps.Check(slice.Transform(data));
            }
        }
    }

    /// <inheritdoc/>
    protected override FittedTransformer Learn(Dataset data) => new FittedColumns(this, data);

    /// <inheritdoc/>
    public bool Equals(ColumnTransformer? other) =>
        other is not null && Remainder == other.Remainder && Branches.SequenceEqual(other.Branches);

    /// <inheritdoc/>
    public override int GetHashCode() => Branches.Aggregate(Remainder.GetHashCode(), HashCode.Combine);

    private bool IsOfBranch(string parameter) =>
        NestedName.Split(parameter) is { Parameter: not null } name && Branches.Any(branch => branch.Name == name.Part);

    private static IReadOnlyList<Branch> Checked(IReadOnlyList<Branch> branches, [CallerMemberName] string name = "")
    {
        var names = new HashSet<string>(StringComparer.Ordinal) { RemainderName };
        return Setting.RequiredItems(branches, name).FirstOrDefault(branch => !names.Add(branch.Name)) is { } twice
            ? throw new ArgumentException(
                $"Branches need different names, and none may be called '{RemainderName}'. Got '{twice.Name}'.", name)
            : branches;
    }
}

/// <summary>A group of columns with its steps, in a <see cref="ColumnTransformer"/>. Immutable; thread-safe.</summary>
/// <param name="Name">Its name in parameters; not blank, without <c>__</c>, and not ending with <c>_</c>.</param>
/// <param name="Columns">Its columns.</param>
/// <param name="Steps">What is done to them, in this order; empty to pass them on.</param>
public sealed record Branch(string Name, ColumnSelector Columns, Steps Steps)
{
    /// <summary>Name in parameters.</summary>
    public string Name { get; init => field = NestedName.Checked(value, "a branch"); } = NestedName.Checked(Name, "a branch");

    /// <summary>Columns of the branch.</summary>
    public ColumnSelector Columns { get; init => field = Setting.Required(value); } = Setting.Required(Columns);

    /// <summary>Steps for the columns, in their order; empty to pass these on.</summary>
    public Steps Steps { get; init => field = Setting.Required(value); } = Setting.Required(Steps);

    /// <summary>The members as text, the same in every culture.</summary>
    public override string ToString() => InvariantText.Record(this, PrintMembers);
}

/// <summary>Treatment of columns that no branch of a <see cref="ColumnTransformer"/> names.</summary>
public enum Remainder
{
    /// <summary>Leaves them out.</summary>
    Drop,

    /// <summary>Puts them last, as they are.</summary>
    Passthrough,
}
