using System.Collections.Frozen;
using Trimtab.Spaces;

namespace Trimtab.Samplers;

/// <summary>
/// A sampler's suggestion for the parameters of a trial before it begins, with its origin, and what the study must not replace of it.
/// Immutable.
/// </summary>
/// <remarks>
/// A <see cref="ParameterSet"/> converts to it. A sampler that changes the values of another's suggestion does so by <c>with</c>, so that
/// the rest of it stays.
/// </remarks>
/// <param name="Values">
/// A value each for any of the parameters; the others are suggested independently when the trial asks for them.
/// </param>
public sealed record Suggestion(ParameterSet Values)
{
    /// <summary>A value each for any of the parameters.</summary>
    public ParameterSet Values { get; init => field = Setting.Required(value); } = Setting.Required(Values);

    /// <summary>
    /// Values that stay as they are when the study replaces a duplicate or moves a point to satisfy the rules. Default: none.
    /// </summary>
    public ParameterSet Held { get; init => field = Setting.Required(value); } = ParameterSet.Empty;

    /// <summary>
    /// Other values, best first, for the case that <see cref="Values"/> were tried before: where the study replaces duplicates, it takes
    /// the first of these that is new. What one leaves out is as in <see cref="Values"/>. A lazy sequence is read only then, before the
    /// sampler is asked again, up to a thousand items. Default: none; the study takes the nearest point of a finite space that is new.
    /// </summary>
    /// <exception cref="ArgumentException">An item of a list is <see langword="null"/>.</exception>
    public IEnumerable<ParameterSet> Alternatives
    {
        get;
        init => field = value is IReadOnlyList<ParameterSet> list ? Setting.RequiredItems(list) : Setting.Required(value);
    } = [];

    /// <summary>
    /// The sampler's acquisition function of a point, higher is better. Where <see cref="Values"/> of a finite space were tried before and
    /// the study replaces duplicates, it takes the best by this of the new points around and of the new <see cref="Alternatives"/>,
    /// whatever the order of these. Called with a value of every parameter, before the sampler is asked again. Default: none.
    /// </summary>
    public Func<ParameterSet, double>? Acquisition { get; init; }

    /// <summary>
    /// Whether these parameters are suggested on purpose even if they were tried before, as a cell of a grid that failed. Default: no, a
    /// duplicate is replaced.
    /// </summary>
    public bool MayRepeat { get; init; }

    /// <summary>
    /// Whether the values are a random draw, none better than another: a duplicate is replaced by another draw, so that what is left is
    /// drawn with equal probabilities. Default: no.
    /// </summary>
    public bool IsDraw { get; init; }

    /// <summary>
    /// Whether the sampler could not do what it is for, such as fit its model, and suggests in another way; <see cref="Origin"/> says how.
    /// Logged as a warning. Default: no.
    /// </summary>
    public bool IsFallback { get; init; }

    /// <summary>
    /// Origin of the values, where that is not the sampler that was asked, such as "random (first 10 of tpe)"; empty for the sampler
    /// itself. Recorded with the trial.
    /// </summary>
    public string Origin { get; init => field = value ?? throw new ArgumentNullException(nameof(Origin)); } = "";

    /// <summary>Origins of single parameters, where they differ from <see cref="Origin"/>. Default: none.</summary>
    public IReadOnlyDictionary<string, string> Origins
    {
        get;
        init => field = Setting.Required(value);
    } = FrozenDictionary<string, string>.Empty;

    /// <summary>
    /// This suggestion with other values, for a sampler that suggests in the place of the one it wraps. Values of <see cref="Held"/> stay,
    /// with their origins; the values so far become the first of <see cref="Alternatives"/>. It may not repeat, and is no draw or fallback.
    /// </summary>
    /// <param name="values">The other values; those of held parameters are not taken.</param>
    /// <param name="origin">Origin of the other values, such as the sampler's name.</param>
    public Suggestion Replaced(ParameterSet values, string origin)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(origin);
        return this with
        {
            Values = Held.Aggregate(values, (all, parameter) => all.With(parameter.Key, parameter.Value)),
            Alternatives = Alternatives.Prepend(Values),
            MayRepeat = false,
            IsDraw = false,
            IsFallback = false,
            Origin = origin,
            Origins = Held.Keys.ToDictionary(name => name, OriginOf),
        };
    }

    /// <summary>Values of which the study may replace any.</summary>
    // Null is refused where it arrives.
    public static implicit operator Suggestion(ParameterSet values) => values is null ? null! : new(values);

    /// <summary>Values of which the study may replace any.</summary>
    public static Suggestion FromParameterSet(ParameterSet values) => values;

    /// <summary>The members as text, the same in every culture.</summary>
    public override string ToString() => InvariantText.Record(this, PrintMembers);

    /// <summary>
    /// One suggestion of several for different parameters, as where parameters are suggested in groups. Each value keeps its origin.
    /// </summary>
    public static Suggestion Combine(IEnumerable<Suggestion> parts)
    {
        Suggestion[] all = [.. parts];
        return all.Length == 1 ? all[0] : new(ParameterSet.Create(all.SelectMany(part => part.Values)))
        {
            Held = ParameterSet.Create(all.SelectMany(part => part.Held)),
            Alternatives = CombineAlternatives(all),
            Acquisition = CombineAcquisitions([.. all.Select(part => part.Acquisition).OfType<Func<ParameterSet, double>>()]),
            IsFallback = all.Any(part => part.IsFallback),
            MayRepeat = all.Length > 0 && all.All(part => part.MayRepeat),
            Origins = all.SelectMany(part => part.Values.Keys.Select(name => (name, origin: part.OriginOf(name))))
                .Where(item => item.origin.Length > 0).ToDictionary(item => item.name, item => item.origin),
        };
    }

    /// <summary>Each alternative of a part together with what the other parts suggest.</summary>
    private static IEnumerable<ParameterSet> CombineAlternatives(Suggestion[] parts) =>
        parts.SelectMany(part => part.Alternatives.Select(other => ParameterSet.Create(
            parts.SelectMany(one => ReferenceEquals(one, part) ? one.OfSameNames(other) : one.Values))));

    /// <summary>The sum: the parts are of different parameters.</summary>
    private static Func<ParameterSet, double>? CombineAcquisitions(Func<ParameterSet, double>[] parts) =>
        parts.Length == 0 ? null : point => parts.Sum(part => part(point));

    /// <summary>The values of another point for the parameters of this suggestion: a sampler may have left some out.</summary>
    private IEnumerable<KeyValuePair<string, ParameterValue>> OfSameNames(ParameterSet other) =>
        other.Where(item => Values.ContainsKey(item.Key));

    /// <summary>Origin of the value of one parameter; empty for the sampler that was asked.</summary>
    public string OriginOf(string parameter) => Origins.TryGetValue(parameter, out string? origin) ? origin : Origin;

    /// <summary>The same suggestion; its origin is <paramref name="origin"/> where it had none.</summary>
    public Suggestion From(string origin) => Origin.Length == 0 ? this with { Origin = origin } : this;

    /// <summary>The same suggestion with the text appended to every origin, such as " (picked by auto)".</summary>
    public Suggestion Noted(string text) =>
        this with { Origin = Origin + text, Origins = Origins.ToDictionary(item => item.Key, item => item.Value + text) };

    /// <summary>The suggestion at other values; the text is appended to the origin of those that differ.</summary>
    internal Suggestion MovedTo(ParameterSet values, string text) => this with
    {
        Values = values,
        Origins = values
            .Select(item => (item.Key, Origin: IsAt(item) ? OriginOf(item.Key) : OriginOf(item.Key) + text))
            .Where(item => item.Origin != Origin)
            .ToDictionary(item => item.Key, item => item.Origin),
    };

    private bool IsAt(KeyValuePair<string, ParameterValue> item) => Values.TryGetValue(item.Key, out var value) && value.Equals(item.Value);

    /// <summary>The same suggestion with a value for one more parameter.</summary>
    internal Suggestion With(string parameter, SuggestedValue value) => this with
    {
        Values = Values.With(parameter, value.Value),
        Origins = value.Origin.Length == 0 || value.Origin == Origin
            ? Origins
            : new Dictionary<string, string>(Origins) { [parameter] = value.Origin },
    };
}
