System.Console.WriteLine("latchkey");
