using Trimtab.Data;
using Trimtab.Spaces;

namespace Trimtab.ModelSelection;

/// <summary>Scores of an estimator by the value of one parameter, on test and training rows: where it begins to overfit.</summary>
/// <remarks>
/// As scikit-learn's <c>validation_curve</c>. A grid search over the one parameter has the same scores, and shares the epochs of candidates
/// that differ in them only.
/// <code>
/// var points = new ValidationCurve(model, "epochs", [5, 10, 20, 40]) { Cv = 5 }.Fit(train);
/// </code>
/// </remarks>
public sealed record ValidationCurve : CrossValidation
{
    /// <summary>Scores <paramref name="estimator"/> with each of some values.</summary>
    /// <param name="estimator">The estimator.</param>
    /// <param name="parameter">The name of the parameter.</param>
    /// <param name="values">Its values, in the order of the results.</param>
    public ValidationCurve(IEstimator estimator, string parameter, ParameterValues values)
        : base(estimator)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(parameter);
        ArgumentNullException.ThrowIfNull(values);
        (Parameter, Values, ReturnTrainScore) = (parameter, values, true);
        if (values.Count == 0)
        {
            throw new ArgumentException($"A validation curve must have values. Got none for '{parameter}'.", nameof(values));
        }
    }

    /// <summary>The name of the parameter.</summary>
    public string Parameter { get; }

    /// <summary>The values of the parameter.</summary>
    public ParameterValues Values { get; }

    /// <summary>Fits and scores every fold with each value, in the values' order.</summary>
    /// <exception cref="UnknownNameException">The estimator has no such parameter.</exception>
    /// <exception cref="TrimtabException">The data can't be split or learned from.</exception>
    /// <exception cref="SearchFailedException">Every fit failed, or one did under <see cref="ErrorScore.Raise"/>.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public IReadOnlyList<ValidationCurvePoint> Fit(Dataset data, CancellationToken cancellationToken = default)
    {
        var candidates = Values.Select(value => ParameterSet.Create([KeyValuePair.Create(Parameter, value)]));
        var results = new GivenCandidates(this, [.. candidates]).Fit(data, cancellationToken).CvResults;
        return [.. Values.Zip(results, (value, result) => new ValidationCurvePoint(value, result))];
    }
}

/// <summary>Scores by the value of a parameter. Immutable.</summary>
/// <param name="Value">The value.</param>
/// <param name="Result">Scores of test and training rows, by scorer and fold.</param>
public sealed record ValidationCurvePoint(ParameterValue Value, CandidateResult Result)
{
    /// <summary>The members as text, the same in every culture.</summary>
    public override string ToString() => InvariantText.Record(this, PrintMembers);
}
