/** Calls back once, when the element is in view or close to it. Gives back what ends the waiting. */
export function whenNear(element: Element, callback: () => void): () => void {
  const observer = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    observer.disconnect();
    callback();
  }, { rootMargin: "600px" });
  observer.observe(element);
  return () => observer.disconnect();
}
