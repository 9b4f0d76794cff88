Console.WriteLine("Trimtab");
