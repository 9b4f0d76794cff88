using Trimtab.Networks;

namespace Trimtab.Onnx;

/// <summary>A recurrent layer, or one direction of a bidirectional one.</summary>
/// <param name="Operation">ONNX's name of the node.</param>
/// <param name="Gates">ONNX's gates by their numbers in Keras's order.</param>
/// <param name="Activations">Of the gates, then of the state.</param>
internal sealed record Recurrence(string Operation, int[] Gates, params Activation[] Activations)
{
    /// <summary>How ONNX computes a recurrent layer.</summary>
    /// <exception cref="TrimtabException">It has no such layer.</exception>
    public static Recurrence Of(RecurrentLayer layer, LayerScope scope) => layer switch
    {
        SimpleRNN => new("RNN", [0], layer.Activation),
        GRU gru => new("GRU", [0, 1, 2], gru.RecurrentActivation, gru.Activation),
        LSTM lstm => new("LSTM", [0, 3, 1, 2], lstm.RecurrentActivation, lstm.Activation, lstm.Activation),
        _ => throw scope.Refuse(layer.Kind, "its ONNX form is not known. Use 'simple_rnn', 'gru' or 'lstm'."),
    };

    /// <summary>Writes the layer.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="scope">Of the layer, or of the bidirectional one.</param>
    /// <param name="prefix">Beginning of the names of its variables.</param>
    /// <param name="keepsPlaces">Whether outputs stand where their steps do, also backwards.</param>
    /// <returns>The name of its output.</returns>
    public string Write(RecurrentLayer layer, LayerScope scope, string prefix, bool keepsPlaces)
    {
        string steps = scope.Transpose(scope.Value, 1, 0, 2);
        string input = layer.GoBackwards ? Reversed(scope, steps) : steps;
        string result = scope.NodeOutput(
            layer.ReturnSequences ? 0 : 1,
            Operation,
            [
                input,
                scope.Constant(Lines(scope.Weights(prefix + "kernel"), layer.Units), 1, Gates.Length * layer.Units, scope.Input[1]),
                scope.Constant(Lines(scope.Weights(prefix + "recurrent_kernel"), layer.Units), 1, Gates.Length * layer.Units, layer.Units),
                .. Bias(layer, scope, prefix),
            ],
            Attributes(layer, scope));
        if (!layer.ReturnSequences)
        {
            return scope.Node("Squeeze", [result, scope.Integers(0)]);
        }

        string outputs = scope.Node("Squeeze", [result, scope.Integers(1)]);
        return scope.Transpose(layer.GoBackwards && keepsPlaces ? Reversed(scope, outputs) : outputs, 1, 0, 2);
    }

    private static string Reversed(LayerScope scope, string steps) => scope.Node(
        "Slice", [steps, scope.Integers(-1), scope.Integers(-long.MaxValue), scope.Integers(0), scope.Integers(-1)]);

    private string[] Bias(RecurrentLayer layer, LayerScope scope, string prefix)
    {
        float[] bias = scope.Weights(prefix + "bias");
        int gates = Gates.Length * layer.Units;
        if (bias.Length == 0)
        {
            return [];
        }

        float[] both = [.. bias, .. new float[(2 * gates) - bias.Length]]; // of the inputs, then of the state
        return [scope.Constant([.. Lines(both[..gates], layer.Units), .. Lines(both[gates..], layer.Units)], 1, 2 * gates)];
    }

    private IEnumerable<global::Onnx.AttributeProto> Attributes(RecurrentLayer layer, LayerScope scope)
    {
        var functions = Activations.Select(activation => scope.WithinSteps(layer, activation)).ToList();
        yield return OnnxAttribute.Of("hidden_size", layer.Units);
        yield return OnnxAttribute.Of("activations", functions.Select(function => function.Name));
        yield return OnnxAttribute.Of("activation_alpha", functions.SelectMany(function => function.Alpha));
        yield return OnnxAttribute.Of("activation_beta", functions.SelectMany(function => function.Beta));
        if (Operation == "GRU")
        {
            yield return OnnxAttribute.Of("linear_before_reset", 1);
        }
    }

    /// <summary>A matrix of inputs × gates × units as ONNX's gates × units × inputs.</summary>
    private float[] Lines(float[] matrix, int units)
    {
        int width = Gates.Length * units;
        return
        [
            .. from gate in Gates
               from unit in Enumerable.Range(0, units)
               from input in Enumerable.Range(0, matrix.Length / width)
               select matrix[(input * width) + (gate * units) + unit],
        ];
    }
}
