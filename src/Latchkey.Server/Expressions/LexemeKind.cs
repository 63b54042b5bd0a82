using System.Globalization;
using System.Text;

namespace Latchkey.Server.Expressions;

internal enum LexemeKind { End, Name, Text, Number, Symbol }
