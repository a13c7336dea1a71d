//! What is wrong with a form, above everything else on the page.

use leptos::{html, prelude::*};

use super::element::{focus_by_id, fresh_id};

/// Lists what is wrong and leads to it. It shows itself when there is something to list, and takes the focus each time
/// the list is set anew, so that a person who tries again hears it again.
#[component]
pub fn ErrorSummary(
    /// Its heading.
    #[prop(into)]
    title: Signal<String>,
    /// The id of each wrong field, and what is wrong with it in the words that stand at the field.
    #[prop(into)]
    errors: Signal<Vec<(String, String)>>,
) -> impl IntoView {
    let summary = NodeRef::<html::Div>::new();
    let title_id = fresh_id("problem");
    let some = Memo::new(move |_| errors.with(|errors| !errors.is_empty()));
    Effect::new(move || {
        if errors.with(Vec::is_empty) {
            return;
        }
        if let Some(summary) = summary.get() {
            // Fails only on an element that is gone.
            let _ = summary.focus();
        }
    });
    let items = move || {
        errors
            .get()
            .into_iter()
            .map(|(id, text)| {
                let href = ["#", &id].concat();
                let go = move |event: leptos::ev::MouseEvent| {
                    // The address stays as it is: going back must not walk through the fields.
                    event.prevent_default();
                    event.stop_propagation();
                    focus_by_id(&id);
                };
                view! {
                    <li>
                        <a href=href on:click=go>
                            {text}
                        </a>
                    </li>
                }
            })
            .collect_view()
    };
    move || {
        let title_id = title_id.clone();
        some.get().then(|| {
            view! {
                <div class="problem" role="group" tabindex="-1" aria-labelledby=title_id node_ref=summary>
                    <h2 class="problem-title" id=title_id.clone()>
                        {title}
                    </h2>
                    <ul class="problem-list">{items}</ul>
                </div>
            }
            .into_any()
        })
    }
}
