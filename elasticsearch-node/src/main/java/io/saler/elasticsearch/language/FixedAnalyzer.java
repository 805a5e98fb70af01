package io.saler.elasticsearch.language;

import org.apache.lucene.analysis.Analyzer;
import org.elasticsearch.index.analysis.AnalyzerProvider;
import org.elasticsearch.index.analysis.AnalyzerScope;

/** Provides one analyzer of an index by its name. */
record FixedAnalyzer(String name, Analyzer get) implements AnalyzerProvider<Analyzer> {
    @Override
    public AnalyzerScope scope() {
        return AnalyzerScope.INDEX;
    }
}
