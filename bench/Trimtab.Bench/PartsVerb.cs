using System.CommandLine;
using Trimtab.Data;
using Trimtab.Networks;
using Trimtab.Networks.Engine;
using Trimtab.Numerics;

namespace Trimtab.Bench;

/// <summary>
/// What the parts of a net that are no products cost: activations, losses, optimizers, dropout, normalization, pooling; and the parts of
/// samplers.
/// </summary>
[Named("parts")]
internal sealed class PartsVerb : IVerb
{
    private const int Numbers = 4096, Lanes = 16;

    private readonly Option<int> _rounds = BenchOption.Whole("--rounds", "Measurements of each part, all parts in turn.", 9);
    private readonly Option<int> _repeats = BenchOption.Whole("--repeats", "Runs over 4,096 numbers in a measurement.", 500);

    public Command Create()
    {
        var command = new Command("parts", "Nanoseconds of CPU time for sixteen numbers, the median, of the parts of nets and samplers.")
        {
            _rounds, _repeats,
        };
        command.SetAction(parsed =>
        {
            var parts = Parts().ToList();
            int repeats = parsed.GetRequiredValue(_repeats);
            var times = parts.ConvertAll(_ => new List<double>());
            for (int round = -2; round < parsed.GetRequiredValue(_rounds); round++) // the first two run code that is compiled anew
            {
                for (int part = 0; part < parts.Count; part++)
                {
                    double seconds = CpuTime.Of(() => Repeat(parts[part].Work, repeats));
                    times[part].AddRange(round < 0 ? [] : [seconds / repeats / (Numbers / Lanes) * 1e9]);
                }
            }

            for (int part = 0; part < parts.Count; part++)
            {
                times[part].Sort();
                double median = times[part][times[part].Count / 2];
                JsonLine.Write(parsed.InvocationConfiguration.Output, new { part = parts[part].Name, nanoseconds = Math.Round(median, 1) });
            }
        });
        return command;
    }

    private static void Repeat(Action work, int repeats)
    {
        for (int i = 0; i < repeats; i++)
        {
            work();
        }
    }

    private static IEnumerable<(string Name, Action Work)> Parts() =>
        [.. Activations(), .. Losses(), .. Optimizers(), .. Layers(), .. SearchParts.Of(Numbers)];

    private static IEnumerable<(string Name, Action Work)> Activations()
    {
        foreach (string name in Activation.Catalog.Names)
        {
            var activation = Activation.Catalog.Create(name);
            float[] x = Normals(), y = new float[Numbers], gradient = new float[Numbers];
            yield return ($"{name} forward", () => activation.Forward(x, y, 16));
            yield return ($"{name} backward", () => activation.Backward(x, y, gradient, 16));
        }
    }

    private static IEnumerable<(string Name, Action Work)> Losses()
    {
        foreach (string name in Loss.Catalog.Names)
        {
            var loss = Loss.Catalog.Create(name);
            float[] x = Normals(), y = new float[Numbers], gradient = new float[Numbers];
            float[] target = [.. new float[loss.TargetsFor(Lanes)].Select((_, i) => i == 0 ? 1f : 0)];
            Activation fused = loss.FusedActivation ?? "linear";
            fused.Forward(x, y, 16);
            yield return (name, () =>
            {
                for (int row = 0; row < Numbers; row += Lanes)
                {
                    _ = loss.FusedActivation is null
                        ? loss.Evaluate(target, y.AsSpan(row, Lanes), gradient.AsSpan(row, Lanes))
                        : loss.EvaluateLogits(target, x.AsSpan(row, Lanes), gradient.AsSpan(row, Lanes));
                }
            }
            );
        }
    }

    private static IEnumerable<(string Name, Action Work)> Optimizers()
    {
        foreach (string name in Optimizer.Catalog.Names)
        {
            var optimizer = Optimizer.Catalog.Create(name);
            var state = new OptimizerState(optimizer, Numbers) { Step = 1 };
            optimizer.Initialize(state);
            float[] gradient = Normals(), weights = Normals();
            yield return (name, () => optimizer.Update(state, 1e-4f, gradient, weights));
        }

        float[] penalized = Normals(), sum = new float[Numbers];
        Regularizer regularizer = new L1L2 { L1 = 0.01f, L2 = 0.01f };
        yield return ("penalty", () => regularizer.Penalty(penalized));
        yield return ("penalty's gradient", () => regularizer.AddGradient(penalized, sum));
    }

    private static IEnumerable<(string Name, Action Work)> Layers()
    {
        Layer[] layers = [new Dropout(0.25), new BatchNormalization(), new MaxPooling2D(2), new AveragePooling2D(2)];
        foreach (var layer in layers)
        {
            Shape input = [8, 8, 4]; // sixteen images of 256 numbers
            var output = layer.OutputShape(input);
            var run = layer.Compile(input);
            run.Name = layer.GetType().Name;
            run.Weights = [.. layer.Weights(input).Select(_ => new WeightView(new(4), new(4), 0, 4))];
            run.Reserve(1);
            run.Prepare();
            var pass = new Pass { IsTraining = true, Rows = Lanes, Tiles = 1, Random = RandomAddress.FromSeed(1) };
            AlignedBuffer x = new(Numbers), y = new(output.Size * Lanes), dy = new(output.Size * Lanes), dx = new(Numbers);
            Normals().CopyTo(x.Span);
            yield return ($"{run.Name} forward", () => run.Forward(pass, x.Span, y.Span));
            yield return ($"{run.Name} backward", () => run.Backward(pass, x.Span, y.Span, dy.Span, dx.Span));
        }
    }

    private static float[] Normals()
    {
        var stream = RandomAddress.FromSeed(1).Stream();
        float[] numbers = new float[Numbers];
        for (int i = 0; i < Numbers; i++)
        {
            numbers[i] = (float)(2 * stream.NextNormal());
        }

        return numbers;
    }
}
