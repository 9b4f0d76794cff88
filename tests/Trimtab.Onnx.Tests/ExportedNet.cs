using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using Trimtab.Data;
using Trimtab.Networks;
using Trimtab.Numerics;

namespace Trimtab.Onnx.Tests;

/// <summary>A net's predictions here and by ONNX Runtime of what is exported.</summary>
internal static class ExportedNet
{
    /// <summary>The aim: relative to 1 or the larger of two numbers.</summary>
    private const float Tolerance = 1e-5f;

    /// <summary>Checks a net of drawn weights on batches of two lengths.</summary>
    public static void AssertSame(NeuralNetwork model, Func<float, float>? input = null)
    {
        model.Compile("sgd", "mse");
        model.SetWeights(model.GetWeights().ToDictionary(
            variable => variable.Key,
            variable => variable.Key.EndsWith("variance", StringComparison.Ordinal)
                ? [.. Draws(variable.Key, variable.Value.Length).Select(draw => 0.5f + MathF.Abs(draw))]
                : Draws(variable.Key, variable.Value.Length).Select(draw => draw / 2).ToArray()));
        AssertAsTrained(model, input);
    }

    /// <summary>Checks a net as it is.</summary>
    public static void AssertAsTrained(NeuralNetwork model, Func<float, float>? input = null)
    {
        string path = Path.Combine(Directory.CreateTempSubdirectory("onnx").FullName, "net.onnx");
        try
        {
            model.ExportOnnx(path);
            using var session = new InferenceSession(path);
            foreach (int rows in (int[])[1, 7])
            {
                float[] x = [.. Draws("x", rows * model.InputShape.Size).Select(draw => input?.Invoke(draw) ?? draw)];
                float[] expected = model.Predict(new Dataset(x, model.InputShape, new double[rows]), TestContext.Current.CancellationToken);
                var tensor = new DenseTensor<float>(x, [rows, .. model.InputShape]);
                using var results = session.Run([NamedOnnxValue.CreateFromTensor("input", tensor)]);
                var output = results.Single().AsTensor<float>();
                Assert.Equal([rows, .. model.OutputShape], output.Dimensions.ToArray());
                foreach (var (here, there) in expected.Zip(output))
                {
                    Assert.InRange(MathF.Abs(here - there), 0, Tolerance * MathF.Max(1, MathF.Abs(here)));
                }
            }
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
        }
    }

    private static float[] Draws(string name, int count)
    {
        var stream = RandomAddress.FromSeed(11).At(name).Stream();
        float[] draws = new float[count];
        for (int i = 0; i < count; i++)
        {
            draws[i] = (float)stream.NextNormal();
        }

        return draws;
    }
}
