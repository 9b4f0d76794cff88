namespace Trimtab.Networks;

/// <summary>
/// Categorical hinge loss: max(n − c + 1, 0), with c = Σ t·p, the prediction of the true class, and n = max (1 − t)·p, the largest of the
/// others; for one-hot targets t.
/// </summary>
/// <remarks>
/// As in Keras 2. Where several other classes are the largest, they share the gradient equally.
/// <code>
/// var model = new Sequential([8]) { new Dense(3) { Activation = "softmax" } };
/// model.Compile("adam", "categorical_hinge", "accuracy");
/// </code>
/// </remarks>
[Named("categorical_hinge")]
public sealed record CategoricalHinge : Loss
{
    /// <summary>Yes: a classifier's class is that of the largest output, and there are no probabilities.</summary>
    public override bool HasMargins => true;

    /// <inheritdoc/>
    public override float Evaluate(ReadOnlySpan<float> target, ReadOnlySpan<float> prediction, Span<float> gradient)
    {
        double truth = 0, largest = double.NegativeInfinity;
        for (int i = 0; i < prediction.Length; i++)
        {
            truth += (double)target[i] * prediction[i];
            largest = Math.Max(largest, Other(target[i], prediction[i]));
        }

        double loss = Math.Max(largest - truth + 1, 0);
        int ties = 0;
        for (int i = 0; i < gradient.Length; i++)
        {
            ties += Other(target[i], prediction[i]) == largest ? 1 : 0;
        }

        for (int i = 0; i < gradient.Length; i++)
        {
            double share = Other(target[i], prediction[i]) == largest ? (1 - target[i]) / (double)ties : 0;
            gradient[i] = loss > 0 ? (float)(share - target[i]) : 0;
        }

        return (float)loss;
    }

    private static double Other(float target, float prediction) => (1.0 - target) * prediction;
}
