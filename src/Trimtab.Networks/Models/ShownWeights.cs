namespace Trimtab.Networks;

/// <summary>
/// Weights that a net has after its training, such as those of its best epoch, in place of those that the training would go on from.
/// </summary>
/// <param name="model">The net.</param>
internal sealed class ShownWeights(NeuralNetwork model)
{
    private IReadOnlyDictionary<string, float[]>? _hidden;

    /// <summary>Gives the net other weights and keeps those of the training; nothing where there are no others.</summary>
    public void Show(IReadOnlyDictionary<string, float[]>? weights)
    {
        if (weights is not null)
        {
            _hidden ??= model.GetWeights();
            model.SetWeights(weights);
        }
    }

    /// <summary>Gives the net the weights of the training again.</summary>
    public void Hide()
    {
        if (_hidden is not null)
        {
            model.SetWeights(_hidden);
            _hidden = null;
        }
    }
}
