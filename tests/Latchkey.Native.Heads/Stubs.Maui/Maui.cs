// Signatures of .NET MAUI 10 as its public source and documents give them (dotnet/maui): only what the layer and the sample touch. Behind
// them a screen of labels and buttons, and the life cycle as MAUI raises it: on Android for every activity of the process, whosever it is.
using Microsoft.Extensions.DependencyInjection;

namespace Latchkey.Stubs
{
    /// <summary>What a person sees of the app, and presses.</summary>
    public sealed class MauiScreen(Microsoft.Maui.Controls.ContentPage page, Action<Action> onMain)
    {
        /// <summary>Every label.</summary>
        public string Texts => string.Join(" / ", page.GetType().GetFields(System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic)
            .Select(shown => shown.GetValue(page)).OfType<Microsoft.Maui.Controls.Label>().Select(label => label.Text));

        public string? TextOf(string name) => Of<Microsoft.Maui.Controls.Label>(name)?.Text;
        public bool Shows(string button) => Of<Microsoft.Maui.Controls.Button>(button)?.IsVisible == true;
        public void Press(string button) => onMain(() => Of<Microsoft.Maui.Controls.Button>(button)!.Click());

        private T? Of<T>(string name) where T : class =>
            page.GetType().GetField(name, System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic)?.GetValue(page) as T;
    }
}

namespace Microsoft.Maui
{
    public interface IApplication;

    public interface IActivationState;

    public interface IPlatformApplication
    {
        static IPlatformApplication? Current { get => Platform.Current; set => Platform.Current = value; }
        IServiceProvider Services { get; }
        IApplication Application { get; }
    }
}

namespace Microsoft.Maui.Hosting
{
    public sealed class MauiAppBuilder
    {
        public IServiceCollection Services { get; } = new ServiceCollection();
        public MauiApp Build() => new(Services.BuildServiceProvider());
    }

    public sealed class MauiApp(IServiceProvider services)
    {
        public IServiceProvider Services => services;
        public static MauiAppBuilder CreateBuilder(bool useDefaults = true) => new();
    }
}

namespace Microsoft.Maui.Controls.Hosting
{
    public static class AppHostBuilderExtensions
    {
        public static Maui.Hosting.MauiAppBuilder UseMauiApp<TApp>(this Maui.Hosting.MauiAppBuilder builder) where TApp : class, IApplication
        {
            builder.Services.AddSingleton<IApplication, TApp>();
            return builder;
        }
    }
}

namespace Microsoft.Maui.Controls
{
    public class Element
    {
        protected static void Change(Action change)
        {
            Platform.RequireMainThread();
            change();
            Platform.Changed();
        }
    }

    public class VisualElement : Element
    {
        private bool isVisible = true;
        public bool IsVisible { get => isVisible; set => Change(() => isVisible = value); }
    }

    public class Label : VisualElement
    {
        private string text = "";
        public string Text { get => text; set => Change(() => text = value); }
    }

    public class Button : VisualElement
    {
        public string Text { get; set; } = "";
        public event EventHandler? Clicked;
        internal void Click() => Clicked?.Invoke(this, EventArgs.Empty);
    }

    public class Page : VisualElement
    {
        public string Title { get; set; } = "";
        protected virtual void OnAppearing() { }
        internal void Appear() => OnAppearing();
    }

    public class ContentPage : Page;

    public class NavigationPage(Page root) : Page
    {
        public Page RootPage => root;
    }

    public class Window(Page page)
    {
        public Page? Page { get; set; } = page;

        internal void Open()
        {
            var shown = (ContentPage)(Page is NavigationPage navigation ? navigation.RootPage : Page!);
            Platform.Show(new Latchkey.Stubs.MauiScreen(shown, Platform.Poster()));
            shown.Appear();
        }
    }

    public class Application : IApplication
    {
        protected virtual Window CreateWindow(IActivationState? activationState) => throw new NotImplementedException();
        internal Window NewWindow() => CreateWindow(null);
    }
}

namespace Microsoft.Maui.ApplicationModel
{
    public static class MainThread
    {
        public static bool IsMainThread => Platform.IsMainThread;
        public static void BeginInvokeOnMainThread(Action action)
        {
            if (IsMainThread) action();
            else Platform.OnMain(action);
        }
    }
}

namespace Microsoft.Maui.LifecycleEvents
{
    public interface ILifecycleBuilder
    {
        void AddEvent(string eventName, Delegate action);
    }

    public static class MauiAppHostBuilderExtensions
    {
        public static Hosting.MauiAppBuilder ConfigureLifecycleEvents(this Hosting.MauiAppBuilder builder, Action<ILifecycleBuilder>? configureDelegate)
        {
            var events = (Events?)builder.Services.FirstOrDefault(s => s.ServiceType == typeof(Events))?.ImplementationInstance;
            if (events is null) builder.Services.AddSingleton(events = new Events());
            configureDelegate?.Invoke(events);
            return builder;
        }
    }

    internal sealed class Events : ILifecycleBuilder
    {
        private readonly List<Delegate> actions = [];
        public void AddEvent(string eventName, Delegate action) => actions.Add(action);
        public IEnumerable<T> Of<T>() => actions.OfType<T>();
    }
}
