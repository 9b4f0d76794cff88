#:property PublishAot=false

// Gradient descent with momentum on Rosenbrock's function, from (-1.2, 1): prints the loss on its way, which trimtab reads and prunes by.
// usage: dotnet run descent.cs -- --rate RATE --momentum MOMENTUM
using System.Globalization;

var options = args.Chunk(2).ToDictionary(pair => pair[0], pair => double.Parse(pair[1], CultureInfo.InvariantCulture));
double rate = options["--rate"], momentum = options["--momentum"];
var (x, y, dx, dy) = (-1.2, 1.0, 0.0, 0.0);
for (int step = 1; step <= 1000; step++)
{
    double slope = y - (x * x);
    (dx, dy) = ((momentum * dx) + (rate * ((400 * x * slope) + (2 * (1 - x)))), (momentum * dy) - (rate * 200 * slope));
    (x, y) = (x + dx, y + dy);
    double loss = Math.Pow(1 - x, 2) + (100 * Math.Pow(y - (x * x), 2));
    if (step % 100 == 0)
    {
        double shown = loss < 1e9 ? loss : 1e9; // where it diverges, too
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"step={step} loss={shown}"));
    }
}
