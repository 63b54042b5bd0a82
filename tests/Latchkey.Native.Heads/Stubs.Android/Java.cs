// Signatures of Mono.Android (API 36), as its documentation gives them: dotnet/android-api-docs of 2026-08-19. Only what the heads touch.
// What a method does here is what Android's documentation says it does, as far as one process of one app can tell.
namespace Android.Runtime
{
    public enum JniHandleOwnership { DoNotTransfer, TransferLocalRef, TransferGlobalRef }

    public interface IJavaObject : IDisposable
    {
        nint Handle { get; }
    }
}

namespace Java.Lang
{
    public class Object : Android.Runtime.IJavaObject
    {
        public Object() { }
        protected Object(nint javaReference, Android.Runtime.JniHandleOwnership transfer) { }
        public nint Handle => 0;
        public void Dispose() { Dispose(true); GC.SuppressFinalize(this); }
        protected virtual void Dispose(bool disposing) { }
    }

    public class Throwable : System.Exception
    {
        public Throwable() { }
        public Throwable(string? message) : base(message) { }
        public Throwable(string? message, Throwable? cause) : base(message, cause) { }
        public virtual Throwable? Cause => InnerException as Throwable;
    }

    public class Exception : Throwable
    {
        public Exception() { }
        public Exception(string? message) : base(message) { }
        public Exception(string? message, Throwable? cause) : base(message, cause) { }
    }

    public class RuntimeException : Exception
    {
        public RuntimeException() { }
        public RuntimeException(string? message) : base(message) { }
        public RuntimeException(string? message, Throwable? cause) : base(message, cause) { }
    }

    public class IllegalStateException : RuntimeException
    {
        public IllegalStateException() { }
        public IllegalStateException(string? s) : base(s) { }
    }

    public class SecurityException : RuntimeException
    {
        public SecurityException() { }
        public SecurityException(string? s) : base(s) { }
    }

    public class IllegalArgumentException : RuntimeException
    {
        public IllegalArgumentException() { }
        public IllegalArgumentException(string? s) : base(s) { }
    }

    public class Error : Throwable
    {
        public Error() { }
        public Error(string? message) : base(message) { }
    }

    public class NoSuchMethodError : Error
    {
        public NoSuchMethodError() { }
        public NoSuchMethodError(string? s) : base(s) { }
    }

    public interface ICharSequence : Android.Runtime.IJavaObject;

    public interface IRunnable : Android.Runtime.IJavaObject
    {
        void Run();
    }
}

namespace Java.IO
{
    public class File(string path) : Java.Lang.Object
    {
        public virtual string AbsolutePath => path;
        public virtual string Path => path;
    }
}

namespace Java.Util.Concurrent
{
    public interface IExecutor : Android.Runtime.IJavaObject
    {
        void Execute(Java.Lang.IRunnable? command);
    }
}
