using Trimtab.Networks;

namespace Trimtab.Onnx;

/// <summary>Activation functions as nodes, and as functions within recurrent nodes.</summary>
internal static class ActivationNodes
{
    /// <summary>The value after the activation function of a layer.</summary>
    /// <exception cref="TrimtabException">It has no ONNX form.</exception>
    public static string Activate(this LayerScope scope, Layer layer, Activation activation, string x) => activation switch
    {
        Linear => x,
        Elu elu => scope.Node("Elu", [x], OnnxAttribute.Of("alpha", elu.Alpha)),
        Exponential => scope.Node("Exp", [x]),
        Gelu => scope.Node("Mul", [x, scope.Node("Mul", [scope.Scalar(0.5f), OnePlusErf(scope, x)])]),
        HardSigmoid => scope.Node("HardSigmoid", [x], OnnxAttribute.Of("alpha", 0.2f), OnnxAttribute.Of("beta", 0.5f)),
        LeakyRelu leaky => scope.Node("LeakyRelu", [x], OnnxAttribute.Of("alpha", leaky.NegativeSlope)),
        Relu => scope.Node("Relu", [x]),
        Selu => scope.Node("Selu", [x]),
        Sigmoid => scope.Node("Sigmoid", [x]),
        Silu => scope.Node("Mul", [x, scope.Node("Sigmoid", [x])]),
        Softmax => scope.Node("Softmax", [x], OnnxAttribute.Of("axis", -1)),
        Softplus => scope.Node("Softplus", [x]),
        Softsign => scope.Node("Softsign", [x]),
        Tanh => scope.Node("Tanh", [x]),
        _ => throw scope.Refuse(layer.Kind, $"the ONNX form of its activation '{activation}' is not known. Use one of Trimtab.Networks."),
    };

    /// <summary>The function within a recurrent node: ONNX's name of it, and its α and β where it has them.</summary>
    /// <exception cref="TrimtabException">ONNX's recurrent nodes do not have it.</exception>
    public static (string Name, float[] Alpha, float[] Beta) WithinSteps(this LayerScope scope, Layer layer, Activation activation) =>
        activation switch
        {
            Linear => ("Affine", [1], [0]),
            Elu elu => ("Elu", [elu.Alpha], []),
            HardSigmoid => ("HardSigmoid", [0.2f], [0.5f]),
            LeakyRelu leaky => ("LeakyRelu", [leaky.NegativeSlope], []),
            Relu => ("Relu", [], []),
            Sigmoid => ("Sigmoid", [], []),
            Softplus => ("Softplus", [], []),
            Softsign => ("Softsign", [], []),
            Tanh => ("Tanh", [], []),
            _ => throw scope.Refuse(
                layer.Kind,
                $"ONNX's recurrent layers do not have the activation '{activation}'. They have linear, elu, hard_sigmoid, leaky_relu, "
                + "relu, sigmoid, softplus, softsign and tanh."),
        };

    private static string OnePlusErf(LayerScope scope, string x) => scope.Node(
        "Add", [scope.Scalar(1), scope.Node("Erf", [scope.Node("Mul", [x, scope.Scalar(0.70710678f)])])]);
}
